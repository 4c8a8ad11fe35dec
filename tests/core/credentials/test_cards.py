"""Cards that we sign: good while they are, and for every way of not being good its reason."""

import contextlib
from dataclasses import replace
from datetime import date, timedelta

import base45
import cbor2
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cwt import COSE, COSEKey
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.credentials.cast import CARD, DURING, ISSUED, LAST_DAY, OFFICE, STRANGER, trusted

from sasando.core.credentials import (
    Caution,
    Reason,
    What,
    day_said,
    end_of,
    judge,
    kid_of,
    read,
    read_key_set,
    read_revocations,
    write_key_set,
)
from sasando.core.credentials.signing import sign, sign_revocations
from sasando.core.credentials.words import lines, sentence
from sasando.core.facts.unreadable import Unreadable
from sasando.exchange.papers.codes import qr_version

CODE = sign(CARD, OFFICE)


def the_list(*ids, key=OFFICE, issued_at=ISSUED):
    text = sign_revocations(ids, key, issuer="BP3MI NTT", issued_at=issued_at, expires_at=issued_at + timedelta(days=7))
    return read_revocations(text, trusted(key))


def reason(code=CODE, keys=None, revoked=None, at=DURING):
    return judge(code, trusted() if keys is None else keys, revoked, at).reason


class TestAGoodCard:
    def test_passes_and_says_what_was_signed(self):
        judged = judge(CODE, trusted(), the_list(b"another"), DURING)
        assert judged.good
        assert judged.statement == CARD
        assert judged.caution is None

    def test_passes_until_the_end_of_its_last_day_in_ntt(self):
        assert reason(at=end_of(LAST_DAY) - timedelta(seconds=1)) is None
        assert reason(at=end_of(LAST_DAY)) is Reason.EXPIRED

    def test_fits_a_qr_code_of_version_13_with_every_field_filled(self):
        assert qr_version(CODE) <= 13

    def test_bears_its_algorithm_and_key_under_the_signature(self):
        tag = cbor2.loads(base45.b45decode(CODE.removeprefix("SA1:")))
        assert tag.tag == 18
        assert cbor2.loads(tag.value[0]) == {1: -8, 4: OFFICE.kid}

    def test_is_good_for_another_library_too(self):
        public = OFFICE.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        key = COSEKey.from_pem(public, kid=OFFICE.kid)
        payload = COSE.new().decode(base45.b45decode(CODE.removeprefix("SA1:")), key)
        assert cbor2.loads(payload)[1] == "BP3MI NTT"

    def test_says_all_of_it_in_words_and_nothing_that_it_does_not_say(self):
        said = dict(lines(replace(CARD, employer=""), "id", str))
        assert said["Jenis"] == "Kartu pendamping"
        assert said["Berlaku sampai"] == str(LAST_DAY)
        assert "Pemberi kerja" not in said

    @pytest.mark.parametrize(
        "written",
        [
            f"  {CODE}\n",
            CODE.lower(),
            f"{CODE[:60]}\r\n{CODE[60:]}",
            "https://pintu.example/kartu/" + CODE.replace("%", "%25").replace(" ", "%20"),
            "https://pintu.example/kartu/" + CODE.replace("%", "%25").replace(" ", "%20") + "/",
        ],
        ids=["spaces around", "small letters", "two lines", "an address", "an address with a slash"],
    )
    def test_is_read_however_it_was_pasted(self, written):
        assert reason(written) is None


class TestTheSameCard:
    """One after the other, in one test: a check that calls everything good would fail here."""

    def test_fails_once_it_is_revoked_expired_changed_or_of_a_stranger(self):
        assert reason() is None
        assert reason(revoked=the_list(CARD.id)) is Reason.REVOKED
        assert reason(at=DURING + timedelta(days=200)) is Reason.EXPIRED
        assert reason(at=ISSUED - timedelta(seconds=1)) is Reason.NOT_YET
        assert reason(keys=trusted(STRANGER)) is Reason.UNKNOWN_KEY
        assert reason(keys={}) is Reason.UNKNOWN_KEY
        assert reason(sign(CARD, STRANGER)) is Reason.UNKNOWN_KEY
        assert reason(keys={OFFICE.kid: replace(trusted()[OFFICE.kid], public=STRANGER.private.public_key())}) is (
            Reason.SIGNATURE
        )
        assert reason() is None

    def test_is_of_an_unknown_key_when_that_key_signed_outside_of_its_days(self):
        assert reason(keys=trusted(since=date(2026, 11, 25), until=date(2026, 11, 25))) is None
        assert reason(keys=trusted(since=date(2026, 11, 26))) is Reason.UNKNOWN_KEY
        assert reason(keys=trusted(until=date(2026, 11, 24))) is Reason.UNKNOWN_KEY

    def test_says_the_day_on_which_it_expired(self):
        judged = judge(CODE, trusted(), None, DURING + timedelta(days=200))
        assert day_said(judged) == LAST_DAY
        assert str(LAST_DAY) in sentence(judged, "id", str)


class TestAListOfWhatWasRevoked:
    def test_that_is_old_is_a_caution_with_its_day_and_no_refusal(self):
        judged = judge(CODE, trusted(), the_list(b"x", issued_at=DURING - timedelta(days=7)), DURING)
        assert judged.good
        assert judged.caution is Caution.OLD_LIST
        assert "2026-11-24" in sentence(judged, "id", str)

    def test_that_is_missing_is_a_caution(self):
        assert judge(CODE, trusted(), None, DURING).caution is Caution.NO_LIST

    def test_that_is_old_still_refuses_what_it_names(self):
        assert reason(revoked=the_list(CARD.id, issued_at=DURING - timedelta(days=7))) is Reason.REVOKED

    def test_of_a_stranger_is_not_believed(self):
        text = sign_revocations([], STRANGER, issuer="x", issued_at=ISSUED, expires_at=DURING)
        with pytest.raises(Unreadable, match="kunci yang dikenal"):
            read_revocations(text, trusted())

    def test_is_no_card_and_a_card_no_list(self):
        text = sign_revocations([], OFFICE, issuer="x", issued_at=ISSUED, expires_at=DURING)
        with pytest.raises(Unreadable):
            read("SA1:" + text.removeprefix("SR1:"))
        with pytest.raises(Unreadable):
            judge("SA1:" + text.removeprefix("SR1:"), trusted(), None, DURING)
        with pytest.raises(Unreadable):
            read_revocations("SR1:" + CODE.removeprefix("SA1:"), trusted())

    @given(st.lists(st.binary(min_size=1, max_size=16), max_size=20), st.binary(min_size=1, max_size=16))
    def test_names_what_it_was_given_and_nothing_else(self, ids, other):
        listed = the_list(*ids)
        assert all(listed.name(one) for one in ids)
        assert listed.name(other) == (other in ids)


class TestASetOfKeys:
    def test_comes_back_as_it_was_written(self):
        keys = trusted(until=date(2027, 1, 1)) | trusted(STRANGER)
        assert read_key_set(write_key_set(keys.values(), on=date(2026, 11, 25))) == keys

    @pytest.mark.parametrize(
        "content", [b"", b"[]", b"{}", b'{"keys": 3}', b'{"keys": [{}]}' * 2, b"\xff", b"[" * 9999]
    )
    def test_that_is_none_is_said_so(self, content):
        with pytest.raises(Unreadable):
            read_key_set(content)

    def test_names_a_key_by_its_digest(self):
        assert kid_of(OFFICE.private.public_key()) == OFFICE.kid
        assert OFFICE.kid != STRANGER.kid


class TestACardThatCannotBeReadBack:
    @pytest.mark.parametrize(
        "change",
        [
            {"serial": ""},
            {"name": "Maria\nBria"},
            {"name": "\u202eairaM"},
            {"employer": "x" * 121},
            {"expires_at": ISSUED},
            {"id": b""},
            {"issued_at": ISSUED.replace(microsecond=1)},
            {"birth_year": -1},
        ],
        ids=str,
    )
    def test_is_never_signed(self, change):
        with pytest.raises(ValueError, match=r"."):
            sign(replace(CARD, **change), OFFICE)


class TestWhateverTheText:
    @given(st.text())
    def test_it_is_unreadable_and_nothing_else(self, text):
        for code in (text, "SA1:" + text):
            with pytest.raises(Unreadable):
                judge(code, trusted(), None, DURING)

    @given(st.binary(max_size=400))
    def test_bytes_behind_our_prefix_never_pass(self, data):
        code = "SA1:" + base45.b45encode(data).decode()
        with contextlib.suppress(Unreadable):
            assert not judge(code, trusted(), None, DURING).good

    @settings(max_examples=500)
    @given(st.integers(4, len(CODE) - 1), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"))
    def test_one_changed_letter_never_passes(self, at, letter):
        changed = CODE[:at] + letter + CODE[at + 1 :]
        if changed == CODE:
            return
        with contextlib.suppress(Unreadable):
            assert not judge(changed, trusted(), None, DURING).good

    @given(st.integers(0, len(CODE)))
    def test_a_part_of_a_card_never_passes(self, length):
        if length < len(CODE):
            with contextlib.suppress(Unreadable):
                assert not judge(CODE[:length], trusted(), None, DURING).good

    def test_a_card_of_a_kind_that_is_not_known_here_is_unreadable(self):
        with pytest.raises(ValueError, match=r"."):
            sign(replace(CARD, what=99), OFFICE)
        assert list(What) == [1, 2, 3]
