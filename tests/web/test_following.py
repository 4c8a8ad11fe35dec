"""The candidate's own page on the door: code and year of birth open it, and nothing in it names anybody."""

import gzip
from pathlib import Path

import pytest
from tests.placements import acts, begun, day, registered  # noqa: F401 - fixtures
from tests.web.test_door import visitor  # noqa: F401 - fixture

from sasando.domain.audit.models import Fact
from sasando.domain.placements.models import Placement
from sasando.domain.placements.program import PROGRAM

pytestmark = pytest.mark.django_db
SMALL = 30_000


@pytest.fixture
def born(registered):  # noqa: F811 - the fixture
    """Yasinta was born in 1999."""
    from sasando.domain.access import act_as

    act_as(PROGRAM)
    Placement.objects.filter(pk=registered.pk).update(born_year=1999)
    registered.refresh_from_db()
    return registered


def ask(visitor, code, year):  # noqa: F811
    return visitor.post("/ikuti/", {"kode": code, "tahun": year})


def text_of(answer):
    return " ".join(answer.content.decode().split())


def main_of(answer):
    return text_of(answer).partition("<main")[2].partition("</main>")[0]


class TestWithCodeAndYear:
    def test_says_what_is_done_what_is_missing_and_whose_turn_it_is(self, visitor, born):  # noqa: F811
        page = text_of(ask(visitor, f" {born.code[:4].lower()} {born.code[4:]}", "1999"))
        assert "Dalam proses" in page
        assert "Sekarang giliran" in page
        assert "Paspor" in page
        assert "Pendaftaran" in page

    def test_names_nobody(self, visitor, born):  # noqa: F811
        page = text_of(ask(visitor, born.code, "1999"))
        assert not [word for word in ("Yasinta", "Seran", "1999", born.code, "5321054505990001") if word in page]

    def test_is_written_down(self, visitor, born, acts):  # noqa: F811
        ask(visitor, born.code, "1999")
        acts("administrator")
        assert Fact.objects.filter(action="placement.followed").exists()

    def test_stays_in_no_cache_no_history_no_cookie(self, visitor, born):  # noqa: F811
        answer = ask(visitor, born.code, "1999")
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies

    def test_is_small(self, visitor, born):  # noqa: F811
        page = ask(visitor, born.code, "1999").content
        style = open_style()
        assert len(gzip.compress(page)) + len(gzip.compress(style)) < SMALL


def open_style() -> bytes:
    from django.contrib.staticfiles import finders

    return b"".join(Path(finders.find(f"shell/{name}")).read_bytes() for name in ("shell.css", "theme.js", "band.svg"))


class TestWithoutThem:
    def test_an_unknown_code_and_a_wrong_year_are_one_answer(self, visitor, born):  # noqa: F811
        wrong, unknown = ask(visitor, born.code, "1998"), ask(visitor, "ABCDEFGH", "1998")
        assert wrong.status_code == unknown.status_code
        assert main_of(wrong).replace(born.code, "ABCDEFGH") == main_of(unknown)
        assert "tidak cocok" in text_of(wrong)

    def test_ten_wrong_years_close_the_code_for_the_day(self, visitor, born):  # noqa: F811
        for year in range(1980, 1990):
            ask(visitor, born.code, str(year))
        assert "tidak cocok" in text_of(ask(visitor, born.code, "1999"))

    @pytest.mark.parametrize("year", ["19", "abcd", "१९९९", "1999 OR 1=1"])
    def test_what_is_no_year_is_said(self, visitor, born, year):  # noqa: F811
        assert "empat angka" in text_of(ask(visitor, born.code, year))

    @pytest.mark.parametrize("code", ["", "\0", "'; --", "x" * 5000])
    def test_what_is_no_code_is_not_found(self, visitor, born, code):  # noqa: F811
        assert "tidak cocok" in text_of(ask(visitor, code, "1999"))

    def test_too_many_questions_in_a_minute_are_told_to_wait(self, visitor, born, as_busy):  # noqa: F811
        assert "Tunggu satu menit" in text_of(ask(visitor, born.code, "1999"))

    @pytest.fixture
    def as_busy(self, born, as_owner):
        full = "INSERT INTO security.follow_asked SELECT date_trunc('minute', now()) + m * interval '1 minute', 300"
        as_owner.execute(f"{full} FROM generate_series(0, 1) m ON CONFLICT (minute) DO UPDATE SET questions = 300")
        yield
        as_owner.execute("DELETE FROM security.follow_asked")


class TestTheQrOfTheSheet:
    def test_fills_in_the_code_and_asks_for_the_year(self, visitor, born):  # noqa: F811
        page = text_of(visitor.get("/ikuti/", {"kode": born.code}))
        assert f'value="{born.code}"' in page
        assert "Dalam proses" not in page


class TestTheDoor:
    def test_may_ask_and_reads_no_table(self, database, born):
        import psycopg

        with psycopg.connect(database.url("door"), autocommit=True) as door:
            assert door.execute("SELECT * FROM security.follow_placement('XXXXXXXX', 1999)").fetchall() == []
            for table in ("public.placements_placement", "security.follow_tried"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    door.execute(f"SELECT * FROM {table}")
