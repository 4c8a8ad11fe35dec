"""`sasando check FILE`: judge every row of a list."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from sasando.cli.run import Order, Screen, run_check
from sasando.core.facts import FACTS, Says
from sasando.core.facts.reading import Unreadable, read_cell
from sasando.core.facts.settings import read_setting
from sasando.core.law.stage import Stage
from sasando.exchange.candidates import NotATable
from sasando.exchange.reports.terminal import print_summary
from sasando.exchange.reports.words import WITA, Language

UNREADABLE = 2
INTERRUPTED = 130


def check(
    file: Annotated[str, typer.Argument(help=".xlsx, .xls, .ods, .csv, atau - untuk teks yang ditempel (pasted text)")],
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Berlaku untuk setiap baris yang tidak menyebutnya."),
    ] = None,
    stage: Annotated[Stage, typer.Option(case_sensitive=False, help="Tahap yang ditanyakan.")] = Stage.DEPART,
    as_of: Annotated[str | None, typer.Option(metavar="TANGGAL", help="Dinilai per hari ini, mis. 2026-03-01.")] = None,
    lang: Annotated[Language, typer.Option(help="id atau en")] = "id",
    json: Annotated[Path | None, typer.Option(help="Tulis JSON, satu baris per orang.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Tulis laporan Excel.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Tulis laporan PDF.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Nama lembar; tanpa ini lembar pertama yang berisi daftar.")] = None,
) -> None:
    """Periksa setiap orang dalam daftar calon. (Check every person on a list of candidates.)

    Status: 0 semua lengkap atau di luar cakupan, 1 ada yang belum, 2 berkas atau perintah tidak dapat dibaca.
    """
    screen = Screen(Console(highlight=False), Console(stderr=True, highlight=False))
    try:
        order = Order(
            source=file,
            stage=stage,
            as_of=_day(as_of),
            language=lang,
            sheet=sheet,
            settings=dict(read_setting(text) for text in settings or ()),
            json=json,
            xlsx=xlsx,
            pdf=pdf,
        )
        report, status = run_check(order, screen, today=datetime.now(WITA).date())
    except (NotATable, Unreadable) as problem:
        refuse(problem.because, lang)
    except OSError as problem:
        refuse(_not_written(problem), lang)
    except KeyboardInterrupt:
        typer.echo("Dihentikan; tidak ada berkas setengah jadi. (Stopped; no half-written file is left.)", err=True)
        raise typer.Exit(INTERRUPTED) from None
    print_summary(report, screen.out)
    raise typer.Exit(status)


def refuse(because: Says, language: Language) -> NoReturn:
    """One clear sentence on stderr, and exit status 2."""
    typer.echo(because[language], err=True)
    raise typer.Exit(UNREADABLE)


def _day(text: str | None) -> date | None:
    day = read_cell(FACTS["departs_on"], text)
    return day if isinstance(day, date) else None


def _not_written(problem: OSError) -> Says:
    where = problem.filename or ""
    return {
        "id": f"Tidak dapat dibaca atau ditulis: {where} ({problem.strerror}). Periksa foldernya dan ruang disk.",
        "en": f"A file cannot be read or written: {where} ({problem.strerror}). Check the folder and the disk space.",
    }
