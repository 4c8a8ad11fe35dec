"""`sasando roster read`: people and every other line, as JSON for machines and as a table for people."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.exchange.sheets import xlsx
from typer.testing import CliRunner

from sasando.cli.__main__ import app

ROOT = Path(__file__).parents[2]
CONTRACT = [
    "line", "raw", "number", "full_name", "aliases", "sex", "age", "born_on", "village", "district", "regency", "nik",
    "passport_number", "phone", "note", "unsure",
]  # fmt: skip
LIST = "Turun Maumere:\n1. Maria Bria, P, 25 th, Malaka\n2. Yosef alias Yos, L, ± 30, Kupang\n4. Ana\nTotal 5 orang\n"


def run(*arguments: object, stdin: str | bytes | None = None):
    return CliRunner().invoke(app, ["roster", "read", *(str(argument) for argument in arguments)], input=stdin)


def answered(*arguments: object, stdin: str | bytes | None = None) -> tuple[list[dict], dict]:
    result = run(*arguments, "--json", "-", stdin=stdin)
    assert result.exit_code == 0
    *people, whole = [json.loads(line) for line in result.stdout.splitlines()]
    return people, whole


class TestTheContract:
    def test_gives_a_line_a_person_and_one_for_the_list(self):
        people, whole = answered("-", stdin=LIST)
        assert [list(person)[: len(CONTRACT)] for person in people] == [CONTRACT] * 3
        assert list(whole)[:3] == ["lines", "people", "other"]
        assert (whole["lines"], whole["people"], whole["other"]) == (5, 3, ["Turun Maumere:", "Total 5 orang"])

    def test_gives_the_fields(self):
        people, whole = answered("-", stdin=LIST)
        maria, yosef, ana = people
        assert (maria["full_name"], maria["sex"], maria["age"], maria["regency"]) == (
            "Maria Bria",
            "female",
            25,
            "Kabupaten Malaka",
        )
        assert (yosef["aliases"], yosef["unsure"]) == (["Yos"], ["age", "regency"])
        assert (ana["line"], ana["raw"], ana["number"], ana["section"]) == (4, "4. Ana", 4, "Turun Maumere")
        assert (whole["stated"], whole["numbers_missing"]) == ({"total": 5}, [3])

    def test_is_written_to_a_file_whole(self, tmp_path):
        (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")
        out = tmp_path / "out.jsonl"
        result = run(tmp_path / "list.txt", "--json", out)
        assert (result.exit_code, len(out.read_text(encoding="utf-8").splitlines())) == (0, 4)
        assert "5 baris: 3 orang, 2 baris lain." in result.stdout

    def test_reads_spreadsheets(self, tmp_path):
        file = tmp_path / "list.xlsx"
        file.write_bytes(xlsx([["DAFTAR PMI"], ["No", "Nama", "JK"], [1, "Maria", "P"]]))
        people, whole = answered(file)
        assert (people[0]["line"], people[0]["full_name"], whole["lines"]) == (3, "Maria", 3)


class TestOnTheScreen:
    def test_people_see_a_table_with_what_is_unsure(self):
        shown = run("-", stdin=LIST).stdout
        assert "Maria Bria" in shown
        assert "Kupang ?" in shown
        assert "Perlu dilihat (tanda ?): 1 orang." in shown
        assert "Daftar menyebut 5 orang, tetapi terbaca 3." in shown
        assert "Nomor yang tidak ada: 3." in shown

    def test_hostile_words_stay_words(self):
        shown = run("-", stdin="1. Maria [bold red]Bria[/nothing], P\n\x1b[31m[/x] merah\n").stdout
        assert "\x1b" not in shown
        assert "[/x] merah" in shown


class TestWhatIsNoList:
    @pytest.mark.parametrize(
        "data", [b"", b"\n\n", b"\xff\xfe\x00", b"\x80\x81\x00\xfe" * 50, bytes(range(256)), b"[" * 5_000]
    )
    def test_bytes_of_any_sort_are_read(self, data):
        people, whole = answered("-", stdin=data)
        assert whole["lines"] == len(whole["other"]) + len(people)

    def test_a_picture_is_refused_in_a_sentence(self):
        result = run("-", stdin=b"\x89PNG\r\n\x1a\n")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == "Ini bukan berkas tabel; simpan sebagai .xlsx, .ods atau .csv.\n"

    def test_a_file_that_is_not_there_is_refused(self):
        result = run("tidak-ada.txt")
        assert (result.exit_code, result.stderr) == (2, "Berkas ini tidak ditemukan.\n")

    def test_the_answer_never_overwrites_the_list(self, tmp_path):
        file = tmp_path / "list.txt"
        file.write_text(LIST, encoding="utf-8")
        assert run(file, "--json", file).exit_code == 2
        assert file.read_text(encoding="utf-8") == LIST


class TestTheProgram:
    def test_reads_a_pipe(self):
        command = [sys.executable, "-m", "sasando.cli", "roster", "read", "-", "--json", "-"]
        done = subprocess.run(
            command, input=LIST.encode(), capture_output=True, cwd=ROOT, env={"PYTHONPATH": "src"}, check=False
        )
        assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, b"", 4)
