"""The page that says whether a card is good, for everybody; and what scanners fetch."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone
from tests.core.credentials.cast import CARD, DURING, STRANGER
from tests.domain.test_issuing import paid
from tests.issuing import *  # noqa: F403
from tests.pictures import jpeg
from tests.placements import day

from sasando.core.credentials import What, end_of, read_key_set, read_revocations
from sasando.core.credentials.signing import sign
from sasando.domain.issuance.actions import issue, revoke
from sasando.domain.issuance.keys import published_keys, rotate, signing_key
from sasando.domain.issuance.kinds import Because, Printed
from sasando.domain.issuance.papers import signed_text, statement_of
from sasando.domain.issuance.statements import LONGEST_CODE, publish_now, sign_issue
from sasando.exchange.papers.codes import qr_png, qr_version
from sasando.exchange.pictures import MAX_PICTURE
from sasando.project.settings import BEFORE, DOOR

pytestmark = pytest.mark.django_db
__all__ = ["paid"]


@pytest.fixture
def visitor():
    with override_settings(ROOT_URLCONF="sasando.project.urls_door", MIDDLEWARE=[*BEFORE, *DOOR]):
        yield Client()


@pytest.fixture
def card(paid, acts):
    """A card of the ledger."""
    return issue(paid, Printed.CARD, on=day(0), by=acts("head"))


def ask(visitor, code="", photo=None):
    sent = {"code": code} | ({"photo": SimpleUploadedFile("foto.png", photo)} if photo is not None else {})
    return visitor.post("/kartu/", sent).content.decode()


def verdict(page):
    return page.split('class="verdict verdict-', 1)[1].split('"', 1)[0]


class TestACardOfTheLedger:
    def test_is_good_until_it_is_revoked(self, visitor, card, acts):
        page = ask(visitor, signed_text(card))
        assert verdict(page) == "good"
        assert "Yasinta Seran" in page
        assert card.serial in page
        revoke(card, Because.LOST, by=acts("placement-officer"))
        page = ask(visitor, signed_text(card))
        assert verdict(page) == "bad"
        assert "sudah dicabut" in page

    def test_is_read_from_a_photo_and_from_an_address(self, visitor, card):
        code = signed_text(card)
        assert verdict(ask(visitor, photo=qr_png(code))) == "good"
        answer = visitor.get(f"/kartu/{quote(code, safe='')}")
        assert (answer.status_code, verdict(answer.content.decode())) == (200, "good")

    def test_is_good_after_another_key_came(self, visitor, card, settings):
        code = signed_text(card)
        rotate(settings.DATA, day(0))
        assert verdict(ask(visitor, code)) == "good"

    def test_says_so_in_english(self, visitor, card):
        visitor.cookies["bahasa"] = "en"
        assert "In force until" in ask(visitor, signed_text(card))


class TestACardThatIsNotGood:
    def test_was_signed_with_our_key_and_is_not_in_the_ledger(self, visitor, settings):
        forged = replace(CARD, issued_at=timezone.now().replace(microsecond=0), expires_at=end_of(day(90)))
        page = ask(visitor, sign(forged, signing_key(settings.DATA, day(0))))
        assert verdict(page) == "bad"
        assert "Tidak ada dalam buku penerbitan" in page

    def test_has_expired(self, visitor, card, settings):
        over = replace(statement_of(card), expires_at=end_of(day(-1)), issued_at=timezone.now() - timedelta(days=9))
        code = sign(replace(over, issued_at=over.issued_at.replace(microsecond=0)), signing_key(settings.DATA, day(-9)))
        assert "Masa berlakunya habis" in ask(visitor, code)

    def test_is_of_a_stranger(self, visitor):
        page = ask(visitor, sign(CARD, STRANGER))
        assert verdict(page) == "bad"
        assert "tidak dikenal" in page

    def test_shows_what_it_says_as_text(self, visitor):
        page = ask(visitor, sign(replace(CARD, name="<script>alert(1)</script>", country="Ż?"), STRANGER))
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        "sent",
        [
            {},
            {"code": "halo"},
            {"code": "SA1:"},
            {"code": "x" * 20_000},
            {"code": "SA1:\x00\ud7ff"},
            {"photo": b""},
            {"photo": b"\x89PNG\r\n\x1a\n" + b"\x00" * 40},
            {"photo": jpeg()},
            {"photo": jpeg(width=60_000, height=60_000)},
            {"photo": qr_png("HALO")},
            {"photo": b"\xff\xd8" + b"\x00" * (MAX_PICTURE + 5)},
            {"photo": b"\xff\xd8" + b"\x00" * (MAX_PICTURE + 200_000)},
        ],
        ids=[
            "nothing",
            "words",
            "prefix",
            "long",
            "odd",
            "empty",
            "no png",
            "tiny",
            "flood",
            "another code",
            "too large",
            "far too large",
        ],
    )
    def test_is_said_so_and_the_next_one_is_answered(self, visitor, card, sent):
        assert verdict(ask(visitor, **sent)) == "unread"
        assert verdict(ask(visitor, signed_text(card))) == "good"

    @pytest.mark.parametrize("code", ["x", "SA1:", "..", "%00", "SA1:" + "A" * 3000])
    def test_in_an_address_is_no_error_that_a_log_would_keep(self, visitor, code):
        answer = visitor.get(f"/kartu/{quote(code, safe='%')}")
        assert answer.status_code == 200
        assert verdict(answer.content.decode()) == "unread"


class TestThePage:
    def test_is_given_without_cookie_and_kept_nowhere(self, visitor, card):
        for answer in (visitor.get("/kartu/"), visitor.post("/kartu/", {"code": signed_text(card)})):
            assert not answer.cookies
            assert answer["Cache-Control"] == "no-store"
            assert answer["Referrer-Policy"] == "no-referrer"
            assert len(answer.content) <= 30_000

    def test_asks_the_ledger_one_question(self, visitor, card, django_assert_num_queries):
        code = signed_text(card)
        with django_assert_num_queries(1):
            ask(visitor, code)

    def test_may_ask_the_ledger_as_the_door_and_see_no_table(self, database):
        import psycopg

        with psycopg.connect(database.url("door"), autocommit=True) as door:
            assert door.execute("SELECT security.card_state(gen_random_uuid())").fetchone() == (None,)
            for forbidden in ("SELECT * FROM security.revoked_cards()", "SELECT * FROM issuance_issue"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    door.execute(forbidden)


class TestWhatScannersFetch:
    def test_is_the_keys_and_the_list_of_now(self, visitor, card, acts):
        revoke(card, Because.LOST, by=acts("placement-officer"))
        publish_now()
        keys = read_key_set(b"".join(visitor.get("/kartu/kunci.json").streaming_content))
        listed = read_revocations(b"".join(visitor.get("/kartu/dicabut").streaming_content).decode(), keys)
        assert listed.name(card.pk.bytes)
        assert not listed.name(b"another")
        assert timezone.now() - listed.issued_at < timedelta(minutes=1)

    def test_holds_no_private_key(self, visitor, settings):
        publish_now()
        content = b"".join(visitor.get("/kartu/kunci.json").streaming_content)
        assert b'"d"' not in content
        assert not [file for file in (settings.DATA / "cards").iterdir() if b"PRIVATE" in file.read_bytes()]

    def test_of_the_scanner_is_small_and_named_in_its_worker(self, visitor):
        import gzip

        from sasando.web.cards.scanner import parts, version

        worker = visitor.get("/kartu/pindai/sw.js").content.decode()
        assert version() in worker
        assert all(address in worker for address in parts())
        assert sum(len(gzip.compress(content)) for content in parts().values()) <= 32_000
        assert visitor.get("/kartu/pindai/manifest.webmanifest").json()["scope"] == "/kartu/pindai/"


class TestKeys:
    def test_are_secret_and_follow_each_other(self, tmp_path):
        first = signing_key(tmp_path, date(2026, 3, 1))
        second = rotate(tmp_path, date(2026, 6, 1))
        assert signing_key(tmp_path, date(2026, 5, 31)).kid == first.kid
        assert signing_key(tmp_path, date(2026, 6, 1)).kid == second.kid
        published = published_keys(tmp_path)
        assert published[first.kid].until == date(2026, 6, 1)
        assert published[second.kid].until is None
        assert {file.stat().st_mode & 0o077 for file in (tmp_path / "keys" / "cards").iterdir()} == {0}

    def test_that_others_can_read_sign_nothing(self, tmp_path):
        signing_key(tmp_path, date(2026, 3, 1))
        (file,) = (tmp_path / "keys" / "cards").glob("*.pem")
        file.chmod(0o644)
        with pytest.raises(PermissionError):
            signing_key(tmp_path, date(2026, 3, 1))

    def test_are_none_before_the_first(self, tmp_path):
        assert published_keys(tmp_path) == {}


class TestTheCodeOnPaper:
    def test_fits_version_12_however_long_the_names_are(self, tmp_path):
        key = signing_key(tmp_path, date(2026, 11, 25))
        long = replace(CARD, employer="Perkebunan Kelapa Sawit " * 2, company="PT Cahaya " * 6, position="Pekerja " * 7)
        for said in (CARD, long, replace(CARD, what=What.LETTER)):
            code = sign_issue(said, key)
            assert len(code) <= LONGEST_CODE
            assert qr_version(code) <= 12

    def test_is_whole_when_it_fits(self, tmp_path):
        key = signing_key(tmp_path, DURING.date())
        assert sign_issue(CARD, key) == sign(CARD, key)
