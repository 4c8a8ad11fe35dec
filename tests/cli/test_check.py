"""`sasando check`: from a file to reports and an exit status, as an office runs it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from sasando.cli.__main__ import app

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "calon.xlsx"

CONTRACT_OF_A_ROW = {
    "row", "name", "decision", "stage", "as_of", "results", "findings", "flags", "errors",
    "last_safe_departure", "advised_departure",
}  # fmt: skip
CONTRACT_OF_A_RESULT = {
    "requirement", "outcome", "severity", "effect", "confidence", "basis", "because", "facts", "good_until",
}  # fmt: skip


def run(*arguments: object, stdin: str | None = None):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def judged(tmp_path, *arguments: object) -> list[dict]:
    out = tmp_path / "out.jsonl"
    run("check", *arguments, "--json", out)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def by_name(rows: list[dict]) -> dict[str, dict]:
    return {row["name"]: row for row in rows}


def result_of(row: dict, requirement: str) -> dict:
    return next(result for result in row["results"] if result["requirement"] == requirement)


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> list[dict]:
    return judged(tmp_path_factory.mktemp("sample"), SAMPLE)


class TestTheSampleList:
    def test_gives_one_line_a_row_in_the_order_of_the_file(self, sample):
        assert [row["row"] for row in sample] == list(range(6, 6 + len(sample)))
        assert len(sample) >= 55

    def test_has_the_shape_of_the_contract(self, sample):
        for row in sample:
            assert row.keys() >= CONTRACT_OF_A_ROW
            assert all(result.keys() >= CONTRACT_OF_A_RESULT for result in row["results"])
            assert "NOT_APPLICABLE" not in {result["outcome"] for result in row["results"]}

    @pytest.mark.parametrize(
        ("name", "decision", "requirement", "outcome"),
        [
            ("Maria Goreti Wea", "cleared", "passport", "MET"),
            ("Yasinta Bria", "incomplete", "passport", "EXPIRED"),
            ("Theresia Kolo", "incomplete", "passport", "MISSING"),
            ("Adelina Tefa", "non_procedural", "work_visa", "VIOLATED"),
            ("Yuliana Nahak", "non_procedural", "family_consent", "VIOLATED"),
            ("Katarina Manek", "non_procedural", "recruiter_is_authorised", "VIOLATED"),
            ("Elisabet Un", "cleared", "recruiter_is_authorised", "VIOLATED"),
            ("Rosalina Taolin", "incomplete", "p3mi_licence_live", "UNKNOWN"),
            ("Bernadeta Kain", "non_procedural", "sip2mi_live", "VIOLATED"),
            ("Veronika Fahik", "non_procedural", "country_open", "VIOLATED"),
            ("Marselina Sangu", "non_procedural", "min_age_18", "VIOLATED"),
            ("Klara Watu", "incomplete", "min_age_18", "CONTRADICTED"),
            ("Benedikta Rega", "cleared", "citizen_identity", "CONTRADICTED"),
            ("Emilia Mberu", "cleared", "health_certificate_recent", "EXPIRED"),
            ("Lusia Nonga", "incomplete", "psychological_certificate", "MISSING"),
            ("Kornelia Mesi", "cleared", "pregnancy_lab_7d", "VIOLATED"),
            ("Apolonia Reda", "non_procedural", "contract_matches_job", "VIOLATED"),
            ("Paulina Kaesmetan", "cleared", "worker_not_charged", "VIOLATED"),
            ("Gaspar Asury", "incomplete", "sea_buku_pelaut", "EXPIRED"),
            ("Lorens Djawa", "non_procedural", "sea_individual_report", "VIOLATED"),
            ("Yunita Leki", "incomplete", "health_certificate_recent", "EXPIRED"),
            ("Martina Seuk", "cleared", "health_certificate_recent", "EXPIRED"),
        ],
    )
    def test_is_judged_as_the_law_says(self, sample, name, decision, requirement, outcome):
        row = by_name(sample)[name]
        assert (row["decision"], result_of(row, requirement)["outcome"]) == (decision, outcome)

    def test_keeps_people_of_whom_only_a_name_or_description_is_known(self, sample):
        assert by_name(sample)["Perempuan muda, kaus merah, turun di dermaga"]["decision"] == "incomplete"

    def test_leaves_students_and_journeys_inside_indonesia_out_of_scope(self, sample):
        outside = [row for row in sample if row["decision"] == "out_of_scope"]
        assert {row["name"] for row in outside} == {"Arnoldus Klau", "Blasius Tae"}
        assert all(row["results"] == [] for row in outside)

    def test_reports_a_bad_cell_and_still_judges_the_row(self, sample):
        row = by_name(sample)["Imelda Nenoliu"]
        assert [error["column"] for error in row["errors"]] == ["NIK", "Paspor s/d"]
        assert len(row["results"]) > 20

    def test_takes_the_departure_from_the_letter(self, sample):
        assert by_name(sample)["Maria Goreti Wea"]["as_of"] == "2026-03-02"


class TestTheExitStatus:
    def test_is_0_when_everybody_is_cleared_or_out_of_scope(self, tmp_path):
        file = tmp_path / "a.csv"
        file.write_text("Nama;Keperluan\nMaria;kuliah\n")
        assert run("check", file).exit_code == 0

    def test_is_1_when_somebody_is_not(self):
        assert run("check", SAMPLE).exit_code == 1

    @pytest.mark.parametrize(
        "arguments",
        [
            ["tidak-ada.xlsx"],
            [SAMPLE, "--stage", "TERBANG"],
            [SAMPLE, "--as-of", "31/02/2026"],
            [SAMPLE, "--set", "negarra=Malaysia"],
            [SAMPLE, "--set", "country=Malaysa"],
            [SAMPLE, "--sheet", "Lembar 9"],
            [SAMPLE, "--lang", "fr"],
            [SAMPLE, "--json", "/dev/null/x/out.jsonl"],
            [SAMPLE, "--json", "tidak-ada/out.jsonl"],
            [SAMPLE, "--pdf", "."],
            [SAMPLE, "--xlsx", SAMPLE],
            [SAMPLE, "--xlsx", "a.out", "--pdf", "a.out"],
            [SAMPLE, "--set", "country=Malaysia", "--set", "country=Taiwan"],
        ],
        ids=lambda arguments: " ".join(map(str, arguments[-2:])),
    )
    def test_is_2_with_one_sentence_when_file_or_order_is_wrong(self, arguments):
        done = run("check", *arguments)
        assert done.exit_code == 2
        assert done.stderr.strip()
        assert "Traceback" not in done.output


class TestOptions:
    def test_set_holds_for_rows_that_do_not_say_otherwise(self, tmp_path):
        file = tmp_path / "a.csv"
        file.write_text("Nama;Negara\nMaria;\nYosef;Taiwan\n")
        rows = judged(tmp_path, file, "--set", "country=Indonesia")
        assert [row["decision"] for row in rows] == ["out_of_scope", "incomplete"]

    def test_an_earlier_stage_asks_for_less(self, tmp_path):
        rows = by_name(judged(tmp_path, SAMPLE, "--stage", "register"))
        assert result_of(rows["Theresia Kolo"], "passport")["outcome"] == "NOT_YET_DUE"
        assert rows["Theresia Kolo"]["decision"] == "cleared"

    def test_as_of_is_the_day_where_no_departure_is_known(self, tmp_path):
        file = tmp_path / "a.csv"
        file.write_text("Nama;Skema;No Paspor;Paspor s/d\nMaria;P2P;C1;1/3/2026\n")
        for day, outcome in (("2026-03-01", "MET"), ("2026-03-02", "EXPIRED")):
            (row,) = judged(tmp_path, file, "--as-of", day)
            assert (row["as_of"], result_of(row, "passport")["outcome"]) == (day, outcome)

    def test_english_is_spoken_when_asked(self):
        assert "Incomplete" in run("check", SAMPLE, "--lang", "en").stdout

    def test_pasted_text_is_read_from_the_clipboard(self):
        done = subprocess.run(
            [sys.executable, "-m", "sasando.cli", "check", "-"],
            input="Nama\tKeperluan\nMaria\tkuliah\n",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def test_reports_are_written_for_the_officer_alone(self, tmp_path):
        (tmp_path / "hasil").mkdir()
        xlsx, pdf = tmp_path / "hasil" / "a.xlsx", tmp_path / "hasil" / "a.pdf"
        run("check", SAMPLE, "--xlsx", xlsx, "--pdf", pdf)
        assert len(openpyxl.load_workbook(xlsx).sheetnames) == 4
        assert pdf.read_bytes().startswith(b"%PDF")
        assert [oct(file.stat().st_mode & 0o777) for file in (xlsx, pdf)] == ["0o600", "0o600"]
        assert sorted(file.name for file in pdf.parent.iterdir()) == ["a.pdf", "a.xlsx"]


class TestCtrlC:
    def test_stops_cleanly_and_leaves_no_half_file(self, tmp_path):
        book = openpyxl.load_workbook(SAMPLE)
        rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=6, max_row=60)]
        for _ in range(15):
            for row in rows:
                book.active.append(row)
        book.save(tmp_path / "besar.xlsx")
        half = tmp_path / "hasil"
        half.mkdir()
        started = subprocess.Popen(
            [sys.executable, "-m", "sasando.cli", "check", "besar.xlsx", "--xlsx", "hasil/a.xlsx"],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while not any(half.iterdir()) and started.poll() is None:
            os.sched_yield()
        started.send_signal(signal.SIGINT)
        _, said = started.communicate(timeout=30)
        assert started.returncode == 130
        assert "Dihentikan" in said
        assert list(half.iterdir()) == []


class TestAListOfThreeThousand:
    def test_is_judged_to_the_last_row(self, tmp_path):
        (tmp_path / "a.csv").write_text("\n".join(["Nama;Skema", *(f"Orang {number};P2P" for number in range(3000))]))
        assert [row["row"] for row in judged(tmp_path, tmp_path / "a.csv")] == list(range(2, 3002))


class TestWhatTheShellSees:
    """The program as a process of its own: screens, pipes and wrong orders."""

    @staticmethod
    def sasando(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "sasando.cli", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False, **more)

    @pytest.mark.parametrize(
        "arguments",
        [["check"], ["check", "a.csv", "b.csv"], ["check", "a.csv", "--foo"], ["cek", "a.csv"]],
        ids=" ".join,
    )
    def test_a_wrong_order_is_one_sentence(self, arguments):
        done = self.sasando(*arguments)
        assert done.returncode == 2
        assert done.stderr.startswith("Perintah tidak dapat dijalankan: ")
        assert done.stderr.count("\n") == 1

    def test_no_order_at_all_shows_what_there_is(self):
        assert "check" in self.sasando().stdout

    def test_a_screen_without_our_signs_shows_question_marks(self):
        done = self.sasando("check", SAMPLE, env={**os.environ, "PYTHONIOENCODING": "ascii"})
        assert done.returncode == 1
        assert "Belum lengkap" in done.stdout
        assert "Traceback" not in done.stderr

    def test_json_can_go_to_the_screen_alone(self):
        done = self.sasando("check", SAMPLE, "--json", "-")
        assert next(json.loads(line)["row"] for line in done.stdout.splitlines()) == 6
        assert "Belum lengkap" in done.stderr

    def test_a_link_is_followed_and_stays_a_link(self, tmp_path):
        (tmp_path / "link.jsonl").symlink_to(tmp_path / "place.jsonl")
        self.sasando("check", SAMPLE, "--json", tmp_path / "link.jsonl")
        assert (tmp_path / "link.jsonl").is_symlink()
        assert (tmp_path / "place.jsonl").stat().st_size > 1000

    def test_a_full_screen_is_said_in_one_sentence(self):
        if not Path("/dev/full").exists():
            pytest.skip("there is no /dev/full here, so a full disk behind the screen was NOT tried")
        with Path("/dev/full").open("w") as full:
            command = [sys.executable, "-m", "sasando.cli", "check", str(SAMPLE)]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 2
        assert "Tidak dapat dibaca atau ditulis" in done.stderr
