"""The report on paper, read back."""

import re
from datetime import timedelta

import pytest
from pypdf import PdfReader
from tests.exchange.reports.cast import CLEARED, INCOMPLETE, named, report

from sasando.exchange.reports import pdf
from sasando.exchange.reports.pdf import write_pdf


def written(path, a_report):
    write_pdf(a_report, path)
    return PdfReader(path)


def text_of(reader):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages)).replace("\u200b", "")


@pytest.fixture
def reader(tmp_path):
    return written(tmp_path / "report.pdf", report())


def test_it_says_who_ran_it_when_as_of_which_day_and_by_which_rules(reader):
    text = text_of(reader)
    for part in ("Daftar Maret.xlsx", "Agustina Manek", "1 Maret 2026 07:05 WITA", "2026.1", "3f9a1c0b7d2e"):
        assert part in text
    assert "hari berangkat masing-masing baris" in text
    assert "Kolom Ket dilewati" in text
    assert "PT Cahaya Rekaan" in text


def test_it_says_of_each_person_what_is_missing_why_what_to_do_and_what_follows(reader):
    text = text_of(reader)
    assert "Yosef Nahak — Baris 3 · Belum lengkap" in text
    assert "Habis berlaku Paspor berlaku. Alasan tentang passport (Paspor s/d: 20 Februari 2026;" in text
    assert "(UU 18/2017 Pasal 13 huruf e)" in text
    assert "→ Perpanjang di kantor imigrasi" in text
    assert "tidak boleh diberangkatkan tanpa ini (Pasal 13)" in text
    assert "boleh tidaknya orangnya ditahan belum dipastikan ahli hukum" in text
    assert "Dokumen wajib berlaku s/d: 20 Februari 2026 · Sebaiknya paling lambat: 1 Februari 2026" in text


def test_it_lists_beside_the_decision_what_does_not_decide(reader):
    text = text_of(reader)
    assert "Perlu diperbaiki: Iuran selama bekerja (melanggar)" in text
    assert "[belum dikonfirmasi ahli hukum]" in text
    assert "N11 (belum terbukti)" in text
    assert "Rute tidak sesuai [R03]" in text
    assert "Tgl Lahir “31/02/2001”: Tanggal ini tidak ada" in text


def test_the_worker_is_never_the_accused(reader):
    assert text_of(reader).count("pekerja tidak pernah menjadi tertuduh") == 1


def test_it_can_be_signed_and_every_page_is_numbered(reader):
    text = text_of(reader)
    assert "Petugas:" in text
    assert "Tanggal:" in text
    last = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        assert f"halaman {number} dari {last}" in page.extract_text()


def test_english_readers_get_english(tmp_path):
    text = text_of(written(tmp_path / "report.pdf", report(language="en")))
    assert "Non-procedural" in text
    assert "the worker is never the accused" in text
    assert "page 1 of" in text


def test_it_is_archival_accessible_and_runs_nothing(tmp_path, reader):
    metadata = (reader.xmp_metadata and reader.trailer["/Root"]["/Metadata"].get_data().decode()) or ""
    assert re.search(r"pdfaid:part[>=\"]+2", metadata)
    assert re.search(r"pdfuaid:part[>=\"]+1", metadata)
    raw = (tmp_path / "report.pdf").read_bytes()
    assert not any(name in raw for name in (b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/URI"))


@pytest.mark.parametrize(
    "typed",
    [
        '#import "x"',
        '#eval("1+1")',
        "$x^2$",
        "\\ *Maria* _Bere_ `x` <l> @r",
        "= Maria",
        "- Maria",
        '"Maria"',
        "// x",
        "][",
    ],
)
def test_what_a_stranger_typed_is_printed_as_it_stands(tmp_path, typed):
    text = text_of(written(tmp_path / "report.pdf", report([named(typed)], source=typed)))
    assert f"{typed} — Baris 9" in text


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "M" * 400,
        "أحمد بن علي",
        "王小明",
        "नहाक",
        "😀",
        "Maria\x00\x1b[31m\nBere",
        "\u202eMaria",
        "\ud800",
        "\ufffe",
    ],
)
def test_no_name_stops_the_report(tmp_path, typed):
    assert len(written(tmp_path / "report.pdf", report([named(typed), CLEARED])).pages) >= 1


def test_an_empty_list_is_a_report_too(tmp_path):
    assert "Tidak ada kekurangan syarat wajib." in text_of(written(tmp_path / "report.pdf", report([])))


def test_a_long_list_says_once_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "LONG_FROM", 3)
    text = text_of(written(tmp_path / "report.pdf", report([INCOMPLETE] * 5)))
    assert "Yang harus dilakukan untuk tiap syarat" in text
    assert text.count("Perpanjang di kantor imigrasi") == 2  # passport and visa
    assert text.count("Habis berlaku Paspor berlaku.") == 5


def test_the_same_run_gives_the_same_bytes(tmp_path):
    write_pdf(report(), tmp_path / "one.pdf")
    write_pdf(report(), tmp_path / "two.pdf")
    later = report(run_at=report().run.run_at + timedelta(minutes=1))
    write_pdf(later, tmp_path / "later.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert (tmp_path / "one.pdf").read_bytes() != (tmp_path / "later.pdf").read_bytes()
