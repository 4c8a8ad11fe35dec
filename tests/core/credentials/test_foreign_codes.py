"""Codes of others: looked into as they come, checked with the key that is at hand, and never more than a sentence."""

import contextlib
import zlib
from datetime import UTC, datetime, timedelta

import base45
import cbor2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st
from tests.core.credentials.cast import CARD, OFFICE, VACCINATION, foreign

from sasando.core.credentials import base45 as ours
from sasando.core.credentials import inspect, read_public_keys
from sasando.core.credentials.cbor import Broken, Tag, decode
from sasando.core.credentials.public_keys import to_base64url
from sasando.core.credentials.signing import sign
from sasando.core.facts.unreadable import Unreadable

NOW = datetime.now(UTC)
P256, P384, P521 = (ec.generate_private_key(curve()) for curve in (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1))
RSA = rsa.generate_private_key(65537, 2048)
ED = Ed25519PrivateKey.generate()
SIGNERS = [(P256, -7), (P384, -35), (P521, -36), (RSA, -37), (RSA, -257), (ED, -8), (ED, -19)]
NAMES = ["ES256", "ES384", "ES512", "PS256", "RS256", "EdDSA", "Ed25519"]
RFC_8392 = (  # the signed CWT of its appendix A.3
    "d28443a10126a104524173796d6d657472696345434453413235365850a70175636f61703a2f2f61732e6578616d706c652e636f6d02656572"
    "696b77037818636f61703a2f2f6c696768742e6578616d706c652e636f6d041a5612aeb0051a5610d9f0061a5610d9f007420b7158405427c1"
    "ff28d23fbad1f29c4c7c6a555e601d6fa29f9179bc3d7438bacaca5acd08c8d4d4f96131680c429a01f85951ecee743a52b9b63632c5720912"
    "0e1c9e30"
)
RFC_8392_KEY = (  # and the key of A.2.3
    b'{"kty": "EC", "crv": "P-256", "x": "FDMpzOeGjkFpJ1mc9lo0884v_aVafspp7YkZo5TULw8", '
    b'"y": "YPfxp4DYp4O_t6LdayeW6BKNu87509Fo25Uplxo257k"}'
)


def pem(private):
    return private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


class TestACodeOfTheEuropeanKind:
    @pytest.mark.parametrize(("private", "algorithm"), SIGNERS, ids=NAMES)
    def test_is_verified_by_its_key_and_by_no_other(self, private, algorithm):
        code = foreign(VACCINATION, private, algorithm)
        found = inspect(code, read_public_keys(pem(private)))
        assert found.verified is True
        assert found.claims["-260"]["1"]["nam"] == {"fn": "Contoh", "gn": "Ana"}
        assert inspect(code, read_public_keys(pem(ec.generate_private_key(ec.SECP256R1())))).verified is False
        assert inspect(code, None).verified is None

    @pytest.mark.parametrize("tags", [(), (18,), (18, 61), (18, 61, 55799)], ids=["bare", "18", "61", "55799"])
    @pytest.mark.parametrize("deflated", [True, False], ids=["deflated", "plain"])
    @pytest.mark.parametrize("prefix", ["HC1:", "XX1:", ""], ids=["HC1", "XX1", "no prefix"])
    def test_is_read_with_and_without_what_stands_around_it(self, tags, deflated, prefix):
        code = foreign(VACCINATION, P256, -7, tags=tags, deflated=deflated, prefix=prefix)
        assert inspect(code, read_public_keys(pem(P256))).verified is True

    def test_names_algorithm_key_and_registered_claims(self):
        found = inspect(foreign(VACCINATION, P256, -7), None)
        assert found.header["alg"] == "ES256"
        assert found.header["kid"] == to_base64url(b"12345678")
        assert found.names == {"1": "iss", "4": "exp", "6": "iat"}

    def test_that_demands_what_we_do_not_know_is_not_verified(self):
        code = foreign(VACCINATION, P256, -7, protected={1: -7, 2: [99], 99: 1})
        assert inspect(code, read_public_keys(pem(P256))).verified is False

    def test_without_claims_shows_its_bytes(self):
        assert inspect(foreign(b"\xff\xff", P256, -7), read_public_keys(pem(P256))).claims == to_base64url(b"\xff\xff")

    def test_of_an_algorithm_that_nobody_registered_is_not_verified(self):
        assert (
            inspect(foreign(VACCINATION, P256, -7, protected={1: -9999}), read_public_keys(pem(P256))).verified is False
        )

    def test_changed_in_one_byte_is_not_verified(self):
        data = bytearray(base45.b45decode(foreign(VACCINATION, P256, -7, prefix="", deflated=False)))
        data[-1] ^= 1
        assert inspect(base45.b45encode(bytes(data)).decode(), read_public_keys(pem(P256))).verified is False


class TestTheExampleOfRfc8392:
    def test_is_verified(self):
        found = inspect(base45.b45encode(bytes.fromhex(RFC_8392)).decode(), read_public_keys(RFC_8392_KEY))
        assert found.verified is True
        assert found.claims["2"] == "erikw"
        assert found.claims["7"] == "C3E"


class TestOurOwnCard:
    def test_is_read_as_anybodys(self):
        found = inspect(sign(CARD, OFFICE), read_public_keys(pem(OFFICE.private)))
        assert found.verified is True
        assert found.claims["-65537"]["3"] == "Maria Yosefina Bria"


class TestAFileOfAKey:
    def test_may_be_a_certificate(self):
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Contoh")])
        made = x509.CertificateBuilder(name, name, P256.public_key(), 7, NOW, NOW + timedelta(1))
        certificate = made.sign(P256, hashes.SHA256())
        for encoding in (Encoding.PEM, Encoding.DER):
            keys = read_public_keys(certificate.public_bytes(encoding))
            assert inspect(foreign(VACCINATION, P256, -7), keys).verified is True

    @pytest.mark.parametrize("private", [P256, P384, P521], ids=["P-256", "P-384", "P-521"])
    def test_may_be_a_jwk_of_a_curve(self, private):
        numbers = private.public_key().public_numbers()
        size = (private.key_size + 7) // 8
        x, y = (to_base64url(number.to_bytes(size, "big")) for number in (numbers.x, numbers.y))
        jwk = f'{{"kty": "EC", "crv": "P-{private.key_size}", "x": "{x}", "y": "{y}"}}'
        assert read_public_keys(jwk.encode()) == [private.public_key()]

    def test_may_be_a_jwk_of_rsa_or_ed25519_or_a_set(self):
        numbers = RSA.public_key().public_numbers()
        modulus = to_base64url(numbers.n.to_bytes(256, "big"))
        one = f'{{"kty": "RSA", "n": "{modulus}", "e": "AQAB"}}'
        other = f'{{"kty": "OKP", "crv": "Ed25519", "x": "{to_base64url(ED.public_key().public_bytes_raw())}"}}'
        assert read_public_keys(one.encode()) == [RSA.public_key()]
        assert read_public_keys(f'{{"keys": [{one}, {other}]}}'.encode()) == [RSA.public_key(), ED.public_key()]

    @given(st.binary(max_size=300))
    def test_that_is_none_is_said_so(self, content):
        with pytest.raises(Unreadable):
            read_public_keys(content)

    @pytest.mark.parametrize(
        "content",
        [
            b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
            b'{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}',
            b'{"kty": "EC", "crv": ["P-256"], "x": "AA", "y": "AA"}',
            b'{"kty": "OKP", "crv": "Ed25519", "x": 5}',
            b'{"keys": [1, 2]}',
            b'{"keys": []}',
            b"[" * 100_000,
            b'{"a":' * 100_000,
        ],
    )
    def test_that_is_damaged_is_said_so(self, content):
        with pytest.raises(Unreadable):
            read_public_keys(content)


class TestWhateverTheText:
    @given(st.text() | st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"))
    def test_it_is_unreadable_and_nothing_else(self, text):
        with pytest.raises(Unreadable):
            inspect(text, None)

    @pytest.mark.parametrize(
        "data",
        [
            zlib.compress(b"\x00" * 50_000_000, 9),
            zlib.compress(b"abc")[:-2],
            b"\x78\x9c" + b"\x00" * 10,
            b"\x81" * 100_000,
            b"\xd2" * 100_000,
            b"\x9f" * 100_000,
            b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\x5b\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\xbf\x01",
            cbor2.dumps(cbor2.CBORTag(17, [b"", {}, b"", b""])),
            cbor2.dumps(cbor2.CBORTag(18, [b"\x01", {}, b"", b""])),
        ],
        ids=[
            "bomb",
            "cut",
            "no zlib",
            "arrays",
            "tags",
            "endless",
            "long list",
            "long bytes",
            "open map",
            "mac",
            "header",
        ],
    )
    def test_what_would_cost_much_costs_nothing(self, data):
        with pytest.raises(Unreadable):
            inspect("HC1:" + base45.b45encode(data).decode(), None)

    @given(st.binary(max_size=60))
    def test_any_payload_comes_out_as_json(self, payload):
        import json

        json.dumps(inspect(foreign(payload, ED, -8), None).as_json())


class TestCbor:
    values = st.recursive(
        st.none() | st.booleans() | st.integers(-(2**64), 2**64 - 1) | st.floats() | st.text() | st.binary(),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.integers(-99, 99) | st.text(), inner, max_size=4)
        ),
        max_leaves=12,
    )

    @given(values)
    def test_is_read_as_cbor2_reads_it(self, value):
        data = cbor2.dumps(value)
        assert repr(decode(data)) == repr(cbor2.loads(data))

    @given(st.binary(max_size=40))
    def test_of_whatever_bytes_is_a_value_or_broken(self, data):
        with contextlib.suppress(Broken):
            decode(data)

    @pytest.mark.parametrize(
        "data", ["a201000100", "a1f500", "a18000", "f800", "ff", "1c", "", "0000", "62c328", "1800ff"]
    )
    def test_that_is_not_one_clear_item_is_broken(self, data):
        with pytest.raises(Broken):
            decode(bytes.fromhex(data))

    def test_hands_over_tags_without_a_meaning(self):
        assert decode(bytes.fromhex("c11a514b67b0")) == Tag(1, 1363896240)

    def test_reads_what_has_no_length(self):
        assert decode(bytes.fromhex("9f018202039f0405ffff")) == [1, [2, 3], [4, 5]]
        assert decode(bytes.fromhex("bf61610161629f0203ffff")) == {"a": 1, "b": [2, 3]}
        assert decode(bytes.fromhex("5f42010243030405ff")) == b"\x01\x02\x03\x04\x05"


class TestBase45:
    @given(st.binary())
    def test_comes_back_and_is_what_the_library_writes(self, data):
        assert ours.encode(data) == base45.b45encode(data).decode()
        assert ours.decode(ours.encode(data)) == data

    @given(st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:a", max_size=9))
    def test_refuses_what_the_library_refuses(self, text):
        try:
            expected = base45.b45decode(text)
        except ValueError:
            with pytest.raises(ValueError, match="not base45"):
                ours.decode(text)
        else:
            assert ours.decode(text) == expected
