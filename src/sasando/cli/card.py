"""`sasando card verify`, `sasando card inspect`: signed cards and letters, ours and anybody's, without a platform."""

import json
import re
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Final

import typer

from sasando.cli.check import read_day, sentences
from sasando.core.credentials import (
    Judgement,
    KeySet,
    Revocations,
    end_of,
    judge,
    read_key_set,
    read_public_keys,
    read_revocations,
)
from sasando.core.credentials.inspection import inspect as look_into
from sasando.core.credentials.words import GOOD, NOT_GOOD, lines, sentence
from sasando.core.facts.unreadable import Unreadable
from sasando.core.facts.writing import clean
from sasando.exchange.pictures import MAX_PICTURE, codes_in
from sasando.exchange.reports.words import day
from sasando.exchange.tables.limited import open_untrusted

NOT_GOOD_STATUS, LONGEST_INPUT = 1, 4_000_000
_PICTURE: Final = re.compile(r"\.(png|jpe?g)\Z", re.IGNORECASE)
_HIDDEN: Final = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_HOW: Final = "Kunci diunduh dari /kartu/kunci.json, daftar pencabutan dari /kartu/dicabut."
NO_CODE: Final = {
    "id": "Tidak ada kode QR yang terbaca dalam gambar: foto lebih dekat, tegak lurus, dan terang.",
    "en": "No QR code can be read in the picture: take it closer, straight, and in good light.",
}
app = typer.Typer(no_args_is_help=True, help="Kartu dan surat bertanda tangan. (Signed cards and letters.)")


@app.callback()
def cards() -> None:
    """Kartu dan surat bertanda tangan. (Signed cards and letters.)"""


@app.command()
def verify(
    code: Annotated[str, typer.Argument(metavar="TEXT|FILE.png", help="Kode SA1:..., gambar QR, atau - .")],
    keys: Annotated[Path | None, typer.Option(metavar="FILE", help=f"Daftar kunci. {_HOW}")] = None,
    revoked: Annotated[Path | None, typer.Option(metavar="FILE", help="Daftar pencabutan.")] = None,
    at: Annotated[str | None, typer.Option(metavar="TANGGAL", help="Dinilai pada hari ini, mis. 2026-03-01.")] = None,
) -> None:
    """Periksa kartu atau surat, tanpa jaringan. (Check a card or letter, without a network.)

    Status: 0 berlaku, 1 tidak berlaku (signature, expired, not yet, revoked, unknown key), 2 tidak terbaca.
    """
    with sentences("id"):
        known = read_key_set(_content(keys)) if keys else {}
        listed = read_revocations(_content(revoked).decode("utf-8", "replace"), known) if revoked else None
        wanted = read_day(at)
        moment = end_of(wanted) - timedelta(seconds=1) if wanted else datetime.now(UTC)
        judgement = _judged(_texts(code), known, listed, moment)
        _show(judgement)
        if judgement.reason and not keys:
            typer.echo(f"Tanpa --keys tidak ada kunci yang dikenal. {_HOW}", err=True)
        raise typer.Exit(NOT_GOOD_STATUS if judgement.reason else 0)


@app.command()
def inspect(
    code: Annotated[str, typer.Argument(metavar="TEXT|-", help="Kode base45, dengan atau tanpa awalan seperti HC1:")],
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Sertifikat PEM, kunci publik PEM, atau JWK.")
    ] = None,
) -> None:
    """Tunjukkan isi kode siapa pun sebagai JSON: header, claims, verified. (Show what anybody's code says, as JSON.)

    Status: 0 terbaca (dan cocok dengan kunci bila diberikan), 1 terbaca tetapi bukan dari kunci itu, 2 tidak terbaca.
    """
    with sentences("id"):
        text = _pasted() if code == "-" else code
        found = look_into(text, read_public_keys(_content(key)) if key else None)
        said = json.dumps(found.as_json(), ensure_ascii=False, indent=1)
        typer.echo(_HIDDEN.sub(lambda sign: f"\\u{ord(sign.group()):04x}", said))  # nothing that drives a terminal
        if found.verified is False:
            typer.echo("Terbaca, tetapi bukan kunci itu yang menandatanganinya.", err=True)
        raise typer.Exit(NOT_GOOD_STATUS if found.verified is False else 0)


def _judged(texts: list[str], keys: KeySet, revoked: Revocations | None, at: datetime) -> Judgement:
    """The judgement of the first text that is a card; what is wrong with the last one when none is."""
    problem = Unreadable(NO_CODE)
    for text in texts:
        try:
            return judge(text, keys, revoked, at)
        except Unreadable as unreadable:
            problem = unreadable
    raise problem


def _show(judgement: Judgement) -> None:
    why = sentence(judgement, "id", _day)
    if judgement.reason:
        typer.echo(f"{NOT_GOOD['id'].upper()} ({judgement.reason.replace('_', ' ')}): {why}")
    else:
        typer.echo(GOOD["id"].upper())
    for label, value in lines(judgement.statement, "id", _day) if judgement.statement else ():
        typer.echo(f"{label}: {clean(value)}")
    if judgement.caution:
        typer.echo(f"Perhatian: {why}")


def _day(when: date) -> str:
    return day(when, "id")


def _texts(code: str) -> list[str]:
    """The code itself, or those in the picture of that name."""
    if code == "-":
        return [_pasted()]
    if _PICTURE.search(code) and not code.upper().startswith("SA1:"):
        return codes_in(_content(Path(code), MAX_PICTURE))
    return [code]


def _pasted() -> str:
    return sys.stdin.buffer.read(LONGEST_INPUT + 1).decode("utf-8", "replace") if sys.stdin else ""


def _content(path: Path, most: int = LONGEST_INPUT) -> bytes:
    """The beginning of a file, one byte more than is allowed. Raises `NotATable` with a sentence."""
    with open_untrusted(path) as file:
        return file.read(most + 1)
