"""No file takes more than ten seconds or 300 MB, and each ends as a list or in one sentence."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.hostile import READ, REFUSED
from tests.exchange.lists import opened
from tests.exchange.sheets import NIK, SMALL, ods, text, xls, xlsx

from sasando.exchange.candidates import NotATable, open_list
from sasando.exchange.tables import limited
from sasando.exchange.tables.reading import read_table

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12)
SEED = {"xlsx": xlsx(SMALL), "xls": xls(SMALL), "ods": ods(SMALL), "csv": text(SMALL)}


PROBE = """
import resource, sys
from sasando.exchange.candidates import open_list, NotATable
try:
    said = f"{len(open_list(sys.argv[1]))} people"
except NotATable as refusal:
    said = refusal.because["en"]
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, said)
"""


def within_limits(data: bytes, folder: Path) -> str:
    """Open it and give what came of it; in a process of its own, so that no other child's memory counts."""
    path = folder / "daftar"
    path.write_bytes(data)
    began = time.monotonic()
    probe = subprocess.run(
        [sys.executable, "-c", PROBE, str(path)], env=limited.environment(), capture_output=True, check=True, text=True
    )
    assert time.monotonic() - began < 10
    memory, said = probe.stdout.split(maxsplit=1)
    assert int(memory) * 1024 < 300_000_000
    return said.strip()


class TestHostileFiles:
    @pytest.mark.parametrize("name", REFUSED)
    def test_end_in_one_sentence(self, tmp_path, name):
        assert within_limits(REFUSED[name](), tmp_path).endswith(".")

    @pytest.mark.parametrize("name", READ)
    def test_that_hold_a_list_are_read(self, tmp_path, name):
        assert within_limits(READ[name](), tmp_path).endswith(" people")

    @pytest.mark.parametrize(
        "name",
        ["a sheet of 190 MB of blanks", "a part that declares a thousandth of its size", "entities that multiply"],
    )
    def test_bombs_are_refused_before_anything_is_opened(self, name):
        data = REFUSED[name]()
        began = time.process_time()
        with pytest.raises(NotATable):
            read_table(data)
        assert time.process_time() - began < 0.1


class TestTheChild:
    def test_a_list_of_3000_people_and_100_columns_is_quick(self, tmp_path):
        head = ["Nama", "NIK", "Negara", *(f"Kolom {number}" for number in range(97))]
        data = xlsx([head, *(["Maria Bria", NIK, "Malaysia", *range(97)] for _ in range(3_000))])
        began = time.monotonic()
        assert len(opened(tmp_path, data)) == 3_000
        assert time.monotonic() - began < 3

    def test_that_does_not_end_is_ended(self, tmp_path, monkeypatch):
        monkeypatch.setattr(limited, "SECONDS", 0.001)
        with pytest.raises(NotATable) as refusal:
            opened(tmp_path, xlsx(SMALL))
        assert "reasonable time" in refusal.value.because["en"]

    def test_ends_with_its_parent_on_ctrl_c(self, tmp_path, monkeypatch):
        started = []

        def interrupt(child, _):
            started.append(child)
            raise KeyboardInterrupt

        monkeypatch.setattr(limited, "_give", interrupt)
        with pytest.raises(KeyboardInterrupt):
            opened(tmp_path, xlsx(SMALL))
        assert started[0].returncode == -signal.SIGKILL

    def test_does_not_load_polars(self):
        code = "import sys, sasando.exchange.tables.child; sys.exit('polars' in sys.modules)"
        subprocess.run([sys.executable, "-c", code], env=limited.environment(), check=True)

    def test_a_pipe_that_nobody_writes_to_holds_nobody_up(self, tmp_path):
        os.mkfifo(tmp_path / "pipa")
        with pytest.raises(NotATable):
            open_list(tmp_path / "pipa")


class TestAnyBytes:
    @given(st.binary(max_size=2_000))
    @settings(max_examples=300, deadline=None)
    def test_are_a_table_or_no_table(self, data):
        assert table_or_sentence(read_table, data)

    @given(st.text(alphabet='<>/="tdhrable \n;,\\tNamaIK1', max_size=300))
    @settings(max_examples=200, deadline=None)
    def test_half_written_tables_are_a_table_or_no_table(self, words):
        assert table_or_sentence(read_table, f"<table>{words}".encode())
        assert table_or_sentence(read_table, f"Nama{words}".encode())

    @given(st.sampled_from(sorted(SEED)), st.integers(0, 2**32))
    @settings(max_examples=30, deadline=None)
    def test_damaged_files_are_a_list_or_no_table(self, tmp_path_factory, kind, seed):
        """Through the child: a damaged cell reference makes calamine ask for terabytes and end its process."""
        chance, data = random.Random(seed), bytearray(SEED[kind])
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        end = chance.randint(1, len(data)) if chance.random() < 0.3 else len(data)
        assert table_or_sentence(lambda given: opened(tmp_path_factory.getbasetemp(), given), bytes(data[:end]))

    @given(st.lists(st.lists(TEXT | st.sampled_from(["Nama", "NIK", "P3MI:", "Jumlah"]), max_size=5)))
    @settings(max_examples=20, deadline=None)
    def test_any_text_under_headers_is_read(self, tmp_path_factory, rows):
        data = text([["Nama", "NIK", "Negara"], *rows], ";")
        found = opened(tmp_path_factory.getbasetemp(), data)
        assert len(list(found.candidates())) == len(found)


def table_or_sentence(read: Callable[[bytes], object], data: bytes) -> bool:
    try:
        return read(data) is not None
    except NotATable as refusal:
        return set(refusal.because) == {"id", "en"}
