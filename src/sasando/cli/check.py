"""`sasando check FILE`: judge every row of a list."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn, cast

import typer
from rich.console import Console

from sasando.cli.outputs import Impossible, Outputs
from sasando.cli.run import SOMETHING_OPEN, Order, Screen, run_check
from sasando.core.facts import FACTS, Says
from sasando.core.facts.nearest import did_you_mean, nearest
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
    stage: Annotated[str, typer.Option(metavar="TAHAP", help="Tahap yang ditanyakan, mis. REGISTER.")] = "DEPART",
    as_of: Annotated[str | None, typer.Option(metavar="TANGGAL", help="Dinilai per hari ini, mis. 2026-03-01.")] = None,
    lang: Annotated[str, typer.Option(metavar="id|en", help="Bahasa laporan.")] = "id",
    json: Annotated[Path | None, typer.Option(help="Tulis JSON, satu baris per orang (- ke layar).")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Tulis laporan Excel.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Tulis laporan PDF.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Nama lembar; tanpa ini lembar pertama yang berisi daftar.")] = None,
) -> None:
    """Periksa setiap orang dalam daftar calon. (Check every person on a list of candidates.)

    Status: 0 semua lengkap atau di luar cakupan, 1 ada yang belum, 2 berkas atau perintah tidak dapat dibaca.
    """
    language = read_language(lang)
    with sentences(language):
        order = Order(
            source=file,
            stage=read_stage(stage),
            as_of=read_day(as_of),
            language=language,
            sheet=sheet,
            settings=read_settings(settings or []),
            outputs=Outputs(json=json, xlsx=xlsx, pdf=pdf),
        )
        raise typer.Exit(_checked(order))


@contextmanager
def sentences(language: Language) -> Iterator[None]:
    """Whatever a person can have caused ends in one sentence and an exit status, never in a traceback."""
    try:
        yield
    except (NotATable, Unreadable, Impossible) as problem:
        refuse(problem.because, language)
    except BrokenPipeError:  # who reads the screen has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(SOMETHING_OPEN) from None
    except OSError as problem:
        refuse(_not_written(problem), language)
    except KeyboardInterrupt:
        typer.echo("Dihentikan; tidak ada berkas setengah jadi. (Stopped; no half-written file is left.)", err=True)
        raise typer.Exit(INTERRUPTED) from None


def _checked(order: Order) -> int:
    screen = Screen(
        Console(highlight=False, stderr=order.outputs.json_on_screen), Console(stderr=True, highlight=False)
    )
    report, status = run_check(order, screen, today=datetime.now(WITA).date())
    print_summary(report, screen.out)
    if order.outputs == Outputs():
        screen.out.print(report.label("more"), soft_wrap=True)
    screen.out.file.flush()
    return status


def refuse(because: Says, language: Language) -> NoReturn:
    """One clear sentence on stderr, and exit status 2."""
    typer.echo(because[language], err=True)
    raise typer.Exit(UNREADABLE)


def read_language(text: str) -> Language:
    """`id` or `en`; anything else is refused in both."""
    if text.casefold() not in ("id", "en"):
        refuse({"id": f"Bahasa {text} tidak ada; pilih id atau en. (No language {text}; choose id or en.)"}, "id")
    return cast(Language, text.casefold())


def read_stage(text: str) -> Stage:
    """The stage of that name, in any case. Raises `Unreadable`."""
    name = text.strip().upper()
    if name in Stage.__members__:
        return Stage[name]
    id_meant, en_meant = did_you_mean(nearest(name, Stage.__members__, at_least=60))
    names = ", ".join(Stage.__members__)
    raise Unreadable(
        {
            "id": f"Tidak ada tahap {text}.{id_meant} Tahapnya: {names}.",
            "en": f"There is no stage {text}.{en_meant} The stages: {names}.",
        }
    )


def read_settings(texts: list[str]) -> dict[str, object]:
    """What `--set` says, by fact key. Raises `Unreadable`; two different values of one fact are refused too."""
    settings: dict[str, object] = {}
    for text in texts:
        key, value = read_setting(text)
        if settings.setdefault(key, value) != value:
            label = FACTS[key].label
            raise Unreadable(
                {
                    "id": f"{label['id']} disebut dua kali dengan isi berbeda; pakai satu --set saja.",
                    "en": f"{label['en']} is given twice with different values; use one --set.",
                }
            )
    return settings


def read_day(text: str | None) -> date | None:
    """The day in any way people write it; None for none. Raises `Unreadable`."""
    day = read_cell(FACTS["departs_on"], text)
    return day if isinstance(day, date) else None


def _not_written(problem: OSError) -> Says:
    where = problem.filename or ""
    return {
        "id": f"Tidak dapat dibaca atau ditulis: {where} ({problem.strerror}). Periksa foldernya dan ruang disk.",
        "en": f"A file cannot be read or written: {where} ({problem.strerror}). Check the folder and the disk space.",
    }
