"""The report on a terminal of 80 columns."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.exchange.reports.cast import CLEARED, INCOMPLETE, named, report

from sasando.exchange.reports.terminal import print_summary


def printed(a_report, **options):
    out = StringIO()
    print_summary(a_report, Console(file=out, width=80, **options))
    return out.getvalue()


def test_it_counts_and_then_has_one_line_a_person():
    text = printed(report())
    assert "1 ■ Nonprosedural" in text
    assert "4 Semua baris" in text
    yosef = next(line for line in text.splitlines() if "Yosef" in line)
    assert yosef.split("  ") != [yosef]
    assert yosef.strip() == "3 Yosef Nahak          ▲ Belum lengkap   Paspor berlaku +1        2026-02-20"


def test_it_ends_with_the_gaps_the_notes_and_the_cells_that_were_not_read():
    text = printed(report())
    assert "2 Paspor berlaku" in text
    assert "Kolom Ket dilewati" in text
    assert "Baris 3 · Tgl Lahir “31/02/2001”: Tanggal ini tidak ada" in text


def test_in_a_pipe_it_is_plain_text():
    assert "\x1b" not in printed(report())


@pytest.mark.parametrize("name", ["\x1b[31mMaria\x07", "[bold]Maria[/bold]", "[/]", ":smile:", "王小明" * 20, "M" * 99])
def test_no_name_steers_the_terminal_or_breaks_its_lines(name):
    text = printed(report([named(name)]))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert ":smile:" in text or name != ":smile:"
    assert all(cell_len(line) <= 80 for line in text.splitlines())


def test_of_a_long_list_only_the_first_that_are_not_cleared_are_printed():
    lines = [replace(INCOMPLETE, row=row) for row in range(2, 72)] + [
        replace(CLEARED, row=row) for row in range(72, 99)
    ]
    text = printed(report(lines))
    assert "50 dari 97 baris ditampilkan" in text
    assert "… dan 20 baris lagi yang tidak lengkap." in text
    assert "… dan 20 sel lagi." in text
    assert sum("Yosef Nahak" in line for line in text.splitlines()) == 50
    assert "Maria Bere" not in text


def test_a_list_of_sixty_is_printed_whole():
    assert printed(report([CLEARED] * 60)).count("Maria Bere") == 60


def test_nothing_to_do_is_said():
    assert "Tidak ada kekurangan syarat wajib." in printed(report([CLEARED]))


def test_english_readers_get_english():
    assert "1 ■ Non-procedural" in printed(report(language="en"))
