"""`sasando card`: a card is judged, and anybody's code looked into, on any machine without a network."""

import json
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.credentials.cast import CARD, DURING, ISSUED, LAST_DAY, OFFICE, STRANGER, VACCINATION, foreign, trusted
from typer.testing import CliRunner

from sasando.cli.__main__ import app
from sasando.core.credentials import write_key_set
from sasando.core.credentials.signing import sign, sign_revocations
from sasando.exchange.papers.codes import qr_png

CODE = sign(CARD, OFFICE)
DAY = "2026-12-01"


def run(*arguments, stdin=None):
    return CliRunner().invoke(app, ["card", *map(str, arguments)], input=stdin)


@pytest.fixture
def keys(tmp_path):
    """The set of keys of the office, as it is downloaded."""
    path = tmp_path / "kunci.json"
    path.write_bytes(write_key_set(trusted().values(), on=date(2026, 11, 25)))
    return path


@pytest.fixture
def revoked(tmp_path):
    """Write a list that revokes these ids."""

    def write(*ids, key=OFFICE):
        path = tmp_path / "dicabut"
        expires_at = DURING + timedelta(days=3)
        path.write_text(sign_revocations(ids, key, issuer="BP3MI NTT", issued_at=ISSUED, expires_at=expires_at))
        return path

    return write


class TestVerifying:
    def test_a_good_card_is_0_and_says_who_and_until_when(self, keys, revoked):
        done = run("verify", CODE, "--keys", keys, "--revoked", revoked(b"another"), "--at", DAY)
        assert done.exit_code == 0
        assert done.stdout.startswith("BERLAKU\n")
        assert "Nama: Maria Yosefina Bria\n" in done.stdout
        assert "Berlaku sampai: 23 Februari 2027\n" in done.stdout
        assert "Perhatian" not in done.stdout

    def test_the_same_card_revoked_expired_or_of_a_stranger_is_1_with_the_reason(self, keys, revoked):
        assert run("verify", CODE, "--keys", keys, "--at", DAY).exit_code == 0
        for said, arguments in {
            "(revoked)": (CODE, "--keys", keys, "--revoked", revoked(CARD.id), "--at", DAY),
            "(expired)": (CODE, "--keys", keys, "--at", "2027-02-24"),
            "(not yet)": (CODE, "--keys", keys, "--at", "2026-11-24"),
            "(unknown key)": (sign(CARD, STRANGER), "--keys", keys, "--at", DAY),
            "(signature)": (CODE[:-1] + ("0" if CODE[-1] != "0" else "1"), "--keys", keys, "--at", DAY),
        }.items():
            done = run("verify", *arguments)
            assert done.exit_code == 1, said
            assert done.stdout.startswith(f"TIDAK BERLAKU {said}: ")
            assert "K-2026-000123" in done.stdout

    def test_both_last_days_count(self, keys):
        assert run("verify", CODE, "--keys", keys, "--at", LAST_DAY).exit_code == 0
        assert run("verify", CODE, "--keys", keys, "--at", "2026-11-25").exit_code == 0

    def test_without_keys_is_1_and_says_where_they_are(self):
        done = run("verify", CODE, "--at", DAY)
        assert done.exit_code == 1
        assert "(unknown key)" in done.stdout
        assert "kunci.json" in done.stderr

    def test_without_a_list_or_with_an_old_one_warns(self, keys, revoked):
        assert "Perhatian: Belum dibandingkan" in run("verify", CODE, "--keys", keys, "--at", DAY).stdout
        done = run("verify", CODE, "--keys", keys, "--revoked", revoked(), "--at", "2026-12-10")
        assert done.exit_code == 0
        assert "Perhatian: Daftar pencabutan lama, tanggal 25 November 2026" in done.stdout

    def test_a_picture_of_its_qr_will_do(self, keys, tmp_path):
        (tmp_path / "kartu.png").write_bytes(qr_png(CODE))
        assert run("verify", tmp_path / "kartu.png", "--keys", keys, "--at", DAY).exit_code == 0

    def test_a_code_may_come_from_a_pipe(self, keys):
        assert run("verify", "-", "--keys", keys, "--at", DAY, stdin=CODE + "\n").exit_code == 0

    @pytest.mark.parametrize(
        "text", ["", "hello", "SA1:", "SA1:ABC", "HC1:6BF", "SA1:" + "A" * 100_000, "x.png", "\udcff"]
    )
    def test_what_is_no_card_is_2_in_one_line(self, keys, text):
        done = run("verify", text, "--keys", keys)
        assert done.exit_code == 2
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1

    @pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", qr_png("Halo")[:200], b"GIF89a"])
    def test_a_picture_without_a_code_is_2(self, keys, tmp_path, content):
        (tmp_path / "foto.png").write_bytes(content)
        assert run("verify", tmp_path / "foto.png", "--keys", keys).exit_code == 2

    def test_a_picture_of_another_code_is_2(self, keys, tmp_path):
        (tmp_path / "foto.png").write_bytes(qr_png("HALO"))
        assert run("verify", tmp_path / "foto.png", "--keys", keys).exit_code == 2

    def test_keys_or_a_list_that_cannot_be_read_are_2(self, keys, revoked, tmp_path):
        (tmp_path / "bad").write_bytes(b"\xff{")
        assert run("verify", CODE, "--keys", tmp_path / "bad").exit_code == 2
        assert run("verify", CODE, "--keys", tmp_path / "none").exit_code == 2
        assert run("verify", CODE, "--keys", keys, "--revoked", tmp_path / "bad").exit_code == 2
        assert run("verify", CODE, "--keys", keys, "--revoked", revoked(key=STRANGER)).exit_code == 2
        assert run("verify", CODE, "--keys", keys, "--at", "31/02/2026").exit_code == 2

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text())
    def test_whatever_the_text_it_ends_in_a_status(self, keys, text):
        assert run("verify", "--keys", keys, "--", text).exit_code == 2


class TestInspecting:
    private = ec.generate_private_key(ec.SECP256R1())

    @pytest.fixture
    def key(self, tmp_path):
        path = tmp_path / "key.pem"
        path.write_bytes(self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        return path

    def test_without_a_key_shows_what_it_says_and_claims_no_more(self):
        done = run("inspect", foreign(VACCINATION, self.private, -7))
        said = json.loads(done.stdout)
        assert done.exit_code == 0
        assert said["verified"] is None
        assert said["header"]["alg"] == "ES256"
        assert said["claims"]["-260"]["1"]["dob"] == "1990-01-01"

    def test_with_its_key_is_0_and_with_another_1(self, key):
        done = run("inspect", foreign(VACCINATION, self.private, -7), "--key", key)
        assert (done.exit_code, json.loads(done.stdout)["verified"]) == (0, True)
        other = run("inspect", foreign(VACCINATION, ec.generate_private_key(ec.SECP256R1()), -7), "--key", key)
        assert (other.exit_code, json.loads(other.stdout)["verified"]) == (1, False)
        assert other.stderr.count("\n") == 1

    def test_reads_from_a_pipe(self, key):
        assert run("inspect", "-", "--key", key, stdin=foreign(VACCINATION, self.private, -7)).exit_code == 0

    def test_of_our_own_card_is_verified_by_the_downloaded_keys(self, keys):
        assert json.loads(run("inspect", CODE, "--key", keys).stdout)["verified"] is True

    def test_shows_no_character_that_drives_a_terminal(self):
        done = run("inspect", foreign({1: "\x1b[2J\x9b2J\u202e"}, self.private, -7))
        assert not {"\x1b", "\x9b", "\u202e"} & set(done.stdout)
        assert json.loads(done.stdout)["claims"]["1"] == "\x1b[2J\x9b2J\u202e"

    def test_with_a_key_that_cannot_be_read_is_2(self, tmp_path):
        (tmp_path / "bad").write_bytes(b"-----BEGIN PUBLIC KEY-----")
        done = run("inspect", CODE, "--key", tmp_path / "bad")
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)

    @given(st.text() | st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"))
    def test_whatever_the_text_it_is_2_in_one_line(self, text):
        done = run("inspect", "--", text)
        assert (done.exit_code, done.stdout) == (2, "")

    @settings(max_examples=300)
    @given(st.data())
    def test_a_damaged_code_never_ends_in_a_traceback(self, data):
        code = foreign(VACCINATION, self.private, -7, deflated=data.draw(st.booleans()))
        at = data.draw(st.integers(0, len(code) - 1))
        changed = code[:at] + data.draw(st.text(max_size=3)) + code[at + 1 :]
        assert run("inspect", "--", changed).exit_code in (0, 2)
