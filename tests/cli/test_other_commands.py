"""`explain`, `facts`, `pages` and `demo`: what else a newcomer types."""

import openpyxl
import pytest
from typer.testing import CliRunner

from sasando.cli import demo
from sasando.cli.__main__ import app
from sasando.core.facts import FACTS
from sasando.core.facts.reading import read_cell
from sasando.core.law.explanation import RULEBOOK
from sasando.exchange.candidates import open_list
from sasando.exchange.template import answers


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


class TestExplain:
    @pytest.mark.parametrize("key", [column.key for column in RULEBOOK.columns])
    def test_shows_law_and_cases_of_every_requirement(self, key):
        done = run("explain", key)
        assert done.exit_code == 0
        assert "- Dasar: " in done.stdout
        assert "## Contoh" in done.stdout

    def test_shows_both_periods_of_a_rule_that_changed(self):
        text = run("explain", "HEALTH_CERTIFICATE_RECENT").stdout
        assert "sejak 2017-11-22 sampai 2021-04-06" in text
        assert "sejak 2021-04-07" in text

    def test_shows_a_proven_fact_and_who_finds_it(self):
        assert "recruiter_is_authorised" in run("explain", "N02").stdout

    def test_asks_what_was_meant(self):
        done = run("explain", "pasport")
        assert done.exit_code == 2
        assert "Maksud Anda passport?" in done.stderr


class TestAnEmptyList:
    def test_has_a_column_for_every_fact_that_the_reader_knows(self, tmp_path):
        file = tmp_path / "daftar.xlsx"
        assert run("facts", "--template", file).exit_code == 0
        assert [column.key for column in open_list(file).columns] == list(FACTS)

    def test_offers_only_answers_that_can_be_read(self):
        for fact in FACTS.values():
            for answer in answers(fact):
                assert read_cell(fact, answer) is not None, (fact.key, answer)

    def test_explains_each_column_on_a_second_sheet(self, tmp_path):
        file = tmp_path / "daftar.xlsx"
        run("facts", "--template", file)
        guide = openpyxl.load_workbook(file)["Petunjuk"]
        assert guide.max_row == len(FACTS) + 1

    def test_that_cannot_be_written_is_said_in_one_sentence(self):
        done = run("facts", "--template", "/dev/null/daftar.xlsx")
        assert done.exit_code == 2
        assert done.stderr.count("\n") == 1


class TestFacts:
    def test_lists_what_a_stage_still_asks(self):
        text = run("facts", "--stage", "REGISTER", "--set", "scheme=IND").stdout
        assert "employer_type" in text
        assert "permit_number" not in text


class TestPages:
    def test_writes_one_a_requirement_and_an_index(self, tmp_path):
        run("pages", tmp_path / "law")
        assert len(list((tmp_path / "law").iterdir())) == len(RULEBOOK.columns) + 4


class TestDemo:
    def test_writes_three_reports_and_says_what_to_try_next(self, tmp_path, monkeypatch, capsys):
        monkeypatch.setattr(demo, "ROOT", tmp_path)
        monkeypatch.setattr(demo, "REPORTS", tmp_path / "laporan")
        demo.demo()
        assert sorted(file.name for file in (tmp_path / "laporan").iterdir()) == [
            "calon.jsonl",
            "calon.pdf",
            "calon.xlsx",
        ]
        assert "./sasando check" in capsys.readouterr().out


class TestHelp:
    def test_names_every_command(self):
        text = run("--help").stdout
        assert all(name in text for name in ("check", "explain", "facts", "pages"))

    def test_says_the_version(self):
        assert run("--version").stdout.startswith("sasando ")
