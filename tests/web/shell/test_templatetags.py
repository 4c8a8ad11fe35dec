"""Days, numbers and states as templates write them."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.utils import translation

from sasando.core.law.verdict import Decision, Outcome
from sasando.web.shell import gaya
from sasando.web.shell.templatetags import shell

SHELL = Path(shell.__file__).parent.parent
TEMPLATES = SHELL / "templates" / "shell"
STATIC = SHELL / "static" / "shell"


class TestADayOrAMoment:
    def test_is_written_in_words_so_that_no_reader_takes_the_month_for_the_day(self):
        with translation.override("id"):
            assert shell.day(date(2026, 3, 2)) == "2 Maret 2026"
        with translation.override("en"):
            assert shell.day(date(2026, 3, 2)) == "2 March 2026"

    def test_is_the_one_of_the_clock_in_kupang(self):
        late_in_london = datetime(2026, 3, 1, 23, 5, tzinfo=UTC)
        with translation.override("id"):
            assert shell.day(late_in_london) == "2 Maret 2026"
            assert shell.moment(late_in_london) == "2 Maret 2026 07:05 WITA"

    def test_that_is_not_there_is_a_dash(self):
        assert shell.day(None) == shell.moment(None) == "–"


class TestANumber:
    @pytest.mark.parametrize(
        ("number", "indonesian", "english"),
        [
            (0, "0", "0"),
            (1096, "1.096", "1,096"),
            (-5500000, "-5.500.000", "-5,500,000"),
            (Decimal("1234.5"), "1.234,5", "1,234.5"),
            (None, "–", "–"),
        ],
    )
    def test_has_the_signs_of_the_readers_language(self, number, indonesian, english):
        with translation.override("id"):
            assert shell.plain_number(number) == indonesian
        with translation.override("en"):
            assert shell.plain_number(number) == english


class TestAState:
    def test_is_never_colour_alone(self):
        with translation.override("id"):
            written = shell.tag("non_procedural")
        assert "tag-bad" in written
        assert "■" in written
        assert "Nonprosedural" in written

    def test_wears_a_tone_whatever_the_law_engine_says(self):
        for kind in [*Decision, *(outcome.name.lower() for outcome in Outcome)]:
            assert shell.TONES.get(kind, kind) in {"good", "warn", "bad", "out", "info", "unknown"}

    def test_that_nobody_knows_is_shown_as_unknown_never_as_good(self):
        assert "tag-unknown" in shell.tag("no-such-kind", "Entah")

    def test_says_a_word_of_the_user_without_trusting_it(self):
        assert "<b>" not in shell.tag("good", "<b>Yosef</b>")


class TestThePager:
    def test_shows_the_ends_and_the_neighbours_only(self):
        page = Paginator(range(1096), 50).page(10)
        assert list(shell.page_numbers(page)) == [1, "…", 9, 10, 11, "…", 22]


def parts_of(template: str) -> set[str]:
    """The components that a template includes, itself or through others."""
    found: set[str] = set()
    waiting = [template]
    while waiting:
        text = (TEMPLATES / waiting.pop()).read_text(encoding="utf-8")
        new = set(re.findall(r'include "shell/components/(\w+)\.html"', text)) - found
        found |= new
        waiting += [f"components/{name}.html" for name in new]
    return found


class TestTheComponents:
    def test_are_all_listed_and_all_shown_on_gaya(self):
        files = {path.stem for path in (TEMPLATES / "components").glob("*.html")}
        assert files == set(gaya.COMPONENTS) == parts_of("gaya.html")

    def test_say_their_variables_at_the_top(self):
        for path in (TEMPLATES / "components").glob("*.html"):
            assert path.read_text(encoding="utf-8").startswith("{% comment %}"), path.name

    def test_hold_no_script_or_style_of_their_own(self):
        for path in TEMPLATES.parent.rglob("*.html"):
            assert not re.search(
                r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", path.read_text(encoding="utf-8")
            ), path.name


class TestTheStyleSheet:
    def test_leaves_room_for_the_page_in_thirty_kilobytes(self):
        assert (STATIC / "shell.css").stat().st_size < 24 * 1024

    def test_has_the_same_dark_by_choice_and_by_the_device(self):
        css = (STATIC / "shell.css").read_text(encoding="utf-8")
        by_choice = css.split(':root[data-theme="dark"] {')[1].split("}")[0]
        by_device = css.split(':root:not([data-theme="light"]) {')[1].split("}")[0]
        assert re.findall(r"--[\w-]+: [^;]+", by_choice) == re.findall(r"--[\w-]+: [^;]+", by_device)

    def test_knows_every_sign_that_a_template_draws(self):
        drawn = {
            name
            for path in TEMPLATES.rglob("*.html")
            for name in re.findall(r'\{% icon "(\w+)" %\}', path.read_text(encoding="utf-8"))
        }
        known = set(re.findall(r'symbol id="(\w+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
        assert drawn <= known
