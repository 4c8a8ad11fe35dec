"""`sasando roster read FILE`: what is understood of a list of people, before anybody saves it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sasando.cli.check import sentences
from sasando.cli.outputs import Outputs, write_lines
from sasando.core.facts.writing import clean
from sasando.exchange.rosters import Person, ReadRoster, read_roster

app = typer.Typer(
    no_args_is_help=True, help="Daftar orang: penumpang, kepulangan, peserta. (Lists of people, whatever the occasion.)"
)

_COLUMNS = ("baris", "no", "nama", "JK", "umur/lahir", "asal", "dokumen", "HP", "catatan")
_STATED = {
    "ship": "kapal/pesawat",
    "date": "tanggal",
    "from": "dari",
    "to": "tujuan",
    "total": "jumlah menurut daftar",
    "male": "laki-laki",
    "female": "perempuan",
    "sender": "pengirim",
}
_MOST_SHOWN = 40


@app.callback()
def lists() -> None:
    """Daftar orang: penumpang, kepulangan, peserta. (Lists of people, whatever the occasion.)"""


@app.command()
def read(
    file: Annotated[str, typer.Argument(help="Berkas Excel, CSV atau teks; atau - untuk teks yang ditempel.")],
    json: Annotated[Path | None, typer.Option(help="Tulis JSON, satu baris per orang (- ke layar).")] = None,
) -> None:
    """Baca daftar orang dan tunjukkan apa yang dipahami. Tidak ada baris yang hilang. (Read a list of people.)

    Status: 0 terbaca, 2 berkas atau perintah tidak dapat dibaca.
    """
    with sentences("id"):
        outputs = Outputs(json=json)
        outputs.must_be_possible(file)
        roster = read_roster(file)
        if json is not None:
            write_lines(json_lines(roster), json)
        if not outputs.json_on_screen:
            show(roster, Console(highlight=False), people=json is None)


def json_lines(roster: ReadRoster) -> Iterator[bytes]:
    """One line of JSON a person, then the line about the whole list."""
    encode = msgspec.json.Encoder().encode
    for person in roster.people:
        yield encode(person.fields()) + b"\n"
    yield encode(roster.summary()) + b"\n"


def show(roster: ReadRoster, console: Console, *, people: bool) -> None:
    """The list for people to look at: what is unsure bears a question mark, and no line is left out."""
    if people and roster.people:
        console.print(_table(roster))
    if people and roster.other:
        console.print("Baris yang bukan orang:", style="bold")
        for raw in roster.other:
            console.print(Text(f"  {clean(raw)}"), soft_wrap=True)
    for sentence in _sentences(roster):
        console.print(Text(sentence), soft_wrap=True)


def _table(roster: ReadRoster) -> Table:
    table = Table(
        "baris", "no", "nama", "JK", "umur/lahir", "asal", "dokumen", "HP", "catatan", box=None, pad_edge=False
    )
    section: str | None = None
    for person in roster.people:
        if person.section != section:
            section = person.section
            table.add_row("", "", Text(section or "", style="bold"))
        table.add_row(*_row(person))
    return table


def _row(person: Person) -> list[Text]:
    names = " alias ".join([person.full_name or person.description or "(tanpa nama)", *person.aliases])
    born = person.born_on or (str(person.birth_year) if person.birth_year else "")
    age = f"{person.age} th" if person.age is not None else ""
    if person.age_months is not None:
        age = f"{person.age_months} bln"
    places = ", ".join(place for place in (person.village, person.district, person.regency) if place)
    papers = " ".join(paper for paper in (person.nik, person.passport_number) if paper)
    note = "" if person.full_name is None else person.note or ""
    more = "; ".join(f"{header}: {value}" for header, value in person.more.items())
    return [
        Text(str(person.line)),
        Text("" if person.number is None else str(person.number)),
        _marked(person, names, "full_name", "aliases", "bin_binti"),
        _marked(person, {"male": "L", "female": "P"}.get(person.sex or "", ""), "sex"),
        _marked(person, " ".join(word for word in (age, born) if word), "age", "age_months", "born_on", "birth_year"),
        _marked(person, places, "village", "district", "regency"),
        _marked(person, papers, "nik", "passport_number"),
        _marked(person, person.phone or "", "phone"),
        _marked(person, "; ".join(word for word in (note, more) if word), "children"),
    ]


def _marked(person: Person, words: str, *fields: str) -> Text:
    """The words, with a question mark when the reader is not certain of any of these fields."""
    unsure = any(field in person.unsure for field in fields)
    return Text(f"{words} ?".strip(), style="yellow") if unsure else Text(words)


def _sentences(roster: ReadRoster) -> Iterator[str]:
    stated = ", ".join(f"{_STATED[key]}: {value}" for key, value in roster.stated.items() if key in _STATED)
    if stated:
        yield f"Disebut dalam daftar: {stated}."
    unsure = sum(bool(person.unsure) for person in roster.people)
    yield f"{roster.lines} baris: {len(roster.people)} orang, {len(roster.other)} baris lain."
    if unsure:
        yield f"Perlu dilihat (tanda ?): {unsure} orang."
    announced = roster.stated.get("total")
    if isinstance(announced, int) and announced != len(roster.people):
        yield f"Daftar menyebut {announced} orang, tetapi terbaca {len(roster.people)}."
    for numbers, words in (
        (roster.numbers_missing, "Nomor yang tidak ada"),
        (roster.numbers_twice, "Nomor yang dipakai dua kali"),
        (roster.repeated, "Baris yang sama dengan baris sebelumnya"),
    ):
        if numbers:
            more = f" dan {len(numbers) - _MOST_SHOWN} lagi" if len(numbers) > _MOST_SHOWN else ""
            yield f"{words}: {', '.join(map(str, numbers[:_MOST_SHOWN]))}{more}."
    if roster.not_read:
        yield f"Lembar tersembunyi yang tidak dibaca: {', '.join(roster.not_read)}."
