"""`sasando match`: any CSV of persons in, pairs with reasons out, without a database."""

import json

import pytest
from bench.matching_people import records, rows_of
from typer.testing import CliRunner

from sasando.cli.__main__ import app

DEPORTEES = """No;Nama;Umur;Desa
1;Maria Bria;25;Wehali
2;YOSEF BERE;40;Kletek
3;Bria Marya;26;Ds. Wehali
4;Petrus Seran;33;Oesao
5;Yoseph Bere;41;Kletek
"""
FEBRL = (
    "rec_id,given_name,surname,street_number,address_1,suburb,postcode,state,date_of_birth,soc_sec_id\n"
    "rec-1-org,lachlan,berry,69,giblin street,bittern,4814,qld,19990219,7364009\n"
    "rec-1-dup-0,berry,lachlan,96,giblin street,bittern,4814,qld,19990219,7364090\n"
    "rec-2-org,deakin,sondergeld,48,goldfinch circuit,canterbury,2776,vic,19600210,2635962\n"
)


def run(*arguments, stdin=None):
    return CliRunner().invoke(app, ["match", *map(str, arguments)], input=stdin)


@pytest.fixture
def written(tmp_path):
    """Write a file, and give its path."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def pairs(tmp_path):
    """The pairs that a run writes."""

    def matched(*arguments):
        out = tmp_path / "out.jsonl"
        done = run(*arguments, "--json", out)
        assert done.exit_code == 0, done.output
        return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]

    return matched


class TestAShortListOfDeportees:
    def test_gives_its_pairs_with_score_decision_and_reasons(self, written, pairs):
        found = {(pair["a"], pair["b"]): pair for pair in pairs(written("list.csv", DEPORTEES))}
        assert {("1", "3"), ("2", "5")} <= set(found)
        pair = found["1", "3"]
        assert 0 <= pair["score"] <= 1
        assert pair["decision"] in ("same", "unsure")
        assert all({"part", "level", "weight", "says"} == set(reason) for reason in pair["for"] + pair["against"])
        assert "Desa sama." in [reason["says"] for reason in pair["for"]]

    def test_is_read_in_another_encoding_and_under_title_lines(self, written, pairs):
        text = f"DAFTAR KEPULANGAN\n\n{DEPORTEES}6;José Bere;41;Kletek\n"
        assert ("1", "3") in {(pair["a"], pair["b"]) for pair in pairs(written("list.csv", text.encode("cp1252")))}

    def test_without_an_id_names_the_rows_by_number(self, written, pairs):
        found = pairs(written("list.csv", DEPORTEES.replace("No;", "Ket;")))
        assert {(pair["a"], pair["b"]) for pair in found} >= {(1, 3)}


class TestAListFromElsewhere:
    def test_is_understood_by_its_headers(self, written, pairs):
        (pair,) = pairs(written("febrl.csv", FEBRL))
        assert {pair["a"], pair["b"]} == {"rec-1-org", "rec-1-dup-0"}
        assert pair["decision"] == "same"

    def test_is_understood_by_the_columns_that_are_named(self, written, pairs):
        columns = "id=x1,given_name=x2,surname=x3,address=x4+x5,born_on=x9,number=x10"
        headers = ",".join(f"x{number}" for number in range(1, 11))
        (pair,) = pairs(written("odd.csv", headers + FEBRL[FEBRL.index("\n") :]), "--columns", columns)
        assert {pair["a"], pair["b"]} == {"rec-1-org", "rec-1-dup-0"}

    def test_meets_another_list_and_not_itself(self, written, pairs):
        a, b = written("a.csv", FEBRL), written("b.csv", FEBRL.replace("rec-", "other-"))
        found = {(pair["a"], pair["b"]) for pair in pairs(a, b)}
        assert ("rec-2-org", "other-2-org") in found
        assert all(mine.startswith("rec-") and theirs.startswith("other-") for mine, theirs in found)


class TestALargeList:
    def test_gives_its_persons_back(self, tmp_path, written, pairs):
        import polars as pl

        rows = rows_of(records(4000, seed=12))
        pl.DataFrame(rows).drop("person").write_csv(tmp_path / "list.csv")
        same = [(pair["a"], pair["b"]) for pair in pairs(tmp_path / "list.csv") if pair["decision"] == "same"]
        person = dict(zip(map(str, rows["id"]), rows["person"], strict=True))
        right = sum(person[a] == person[b] for a, b in same)
        counts = pl.Series(rows["person"]).value_counts()["count"]
        known = int((counts * (counts - 1)).sum() // 2)
        assert 2 * right / (len(same) + known) > 0.95


class TestTheScreen:
    def test_takes_the_lines_and_nothing_else_when_asked_to(self, written):
        done = run(written("list.csv", DEPORTEES), "--json", "-")
        lines = done.stdout.splitlines()
        assert all(json.loads(line)["a"] for line in lines)
        assert lines
        assert "pasangan" in done.stderr

    def test_shows_the_sum_otherwise(self, written):
        done = run(written("list.csv", DEPORTEES))
        assert done.exit_code == 0
        assert "5 baris" in done.stdout

    def test_names_the_facts_in_the_help(self):
        helped = run("--help").stdout
        assert all(fact in helped for fact in ("full_name", "given_name", "born_on", "soc_sec_id", "postcode", "phone"))


class TestWhatCannotBeDone:
    @pytest.mark.parametrize(
        ("columns", "says"),
        [
            ("id=No,full_name=Nma", "Tidak ada kolom “Nma” dalam list.csv. Maksud Anda Nama?"),
            ("id=No,fulname=Nama", "--columns tidak mengenal “fulname”. Maksud Anda full_name"),
            ("Nama", "--columns tidak mengenal “Nama”"),
            ("id=No,village=Desa", "Tidak ada kolom nama atau nomor"),
        ],
    )
    def test_is_said_in_one_sentence(self, written, columns, says):
        done = run(written("list.csv", DEPORTEES), "--columns", columns)
        assert done.exit_code == 2
        assert says in done.stderr

    @pytest.mark.parametrize(
        ("content", "says"),
        [(b"", "kosong"), (b"\x89PNG\r\n\x1a\n\x00\x00", "bukan berkas tabel"), ("a;b\n1;2\n", "Tidak ada kolom nama")],
    )
    def test_about_a_file_is_said_too(self, written, content, says):
        done = run(written("list.csv", content))
        assert done.exit_code == 2
        assert says in done.stderr

    def test_is_a_file_that_is_not_there(self):
        done = run("/nowhere/list.csv")
        assert done.exit_code == 2
        assert "tidak ditemukan" in done.stderr

    def test_never_overwrites_the_list(self, written):
        path = written("list.csv", DEPORTEES)
        assert run(path, "--json", path).exit_code == 2
        assert path.read_text() == DEPORTEES
