"""What the reader of a list tells people about the list itself: one sentence each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sasando.core.facts import Says
from sasando.core.facts.headers import suggest_header
from sasando.exchange.tables.header import Header
from sasando.exchange.tables.table import Table

_MAX_NOTES: Final = 200  # of one sort
_MAX_SUGGESTIONS: Final = 40
_NO_FACT: Final = {"", "no", "nomor", "no urut", "nomor urut", "#", "ket", "keterangan", "catatan"}


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence for people about the list itself, such as a line that was skipped."""

    because: Says


def note(indonesian: str, english: str) -> Note:
    """A note from its two wordings."""
    return Note({"id": indonesian, "en": english})


NOBODY: Final = note("Daftar ini tidak memuat satu orang pun.", "There is nobody on this list.")


def about_skipped(skipped: Iterable[tuple[int, Says]]) -> list[Note]:
    """One note for neighbouring lines with one reason."""
    groups: list[tuple[int, int, Says]] = []
    for row, reason in skipped:
        if groups and groups[-1][2] is reason and groups[-1][1] == row - 1:
            groups[-1] = (groups[-1][0], row, reason)
        else:
            groups.append((row, row, reason))
    notes = []
    for first, last, reason in groups:
        which = str(first) if first == last else f"{first}–{last}"
        notes.append(note(f"Baris {which} dilewati: {reason['id']}.", f"Row {which} skipped: {reason['en']}."))
    return _shortened(notes)


def about_sheets(table: Table) -> Iterator[Note]:
    """The sheets that were not read, shown and hidden."""
    if table.visible:
        others = ", ".join(f"“{name}”" for name in table.visible[:20])
        yield note(
            f"Dibaca: lembar “{table.sheet}”. Lembar lain tidak dibaca: {others}.",
            f"Read: sheet “{table.sheet}”. Other sheets were not read: {others}.",
        )
    if table.concealed:
        others = ", ".join(f"“{name}”" for name in table.concealed[:20])
        yield note(
            f"Ada lembar tersembunyi yang tidak dibaca: {others}.", f"There are hidden sheets, not read: {others}."
        )


def about_columns(header: Header) -> Iterator[Note]:
    """The columns that no fact is known for, with the header that was perhaps meant."""
    unknown = [text for text, key in zip(header.texts, header.keys, strict=True) if text and key is None]
    for number, text in enumerate(unknown[:_MAX_NOTES]):
        if text.casefold().strip(".: ") in _NO_FACT:
            continue
        near = suggest_header(text) if number < _MAX_SUGGESTIONS else None
        yield note(
            f"Kolom “{text[:80]}” tidak dikenal." + (f" Maksud Anda “{near}”?" if near else ""),
            f"Column “{text[:80]}” is not known." + (f" Did you mean “{near}”?" if near else ""),
        )


def about_hidden(table: Table, header: Header) -> list[Note]:
    """The cells that held characters nobody sees."""
    notes = []
    for at, place in table.hidden_in:
        name = header.texts[place] if at > header.bottom and place < len(header.texts) else ""
        column = f"“{name}”" if name else str(place + 1)
        notes.append(
            note(
                f"Baris {at + 1}, kolom {column}: aksara tersembunyi dibuang.",
                f"Row {at + 1}, column {column}: hidden characters were removed.",
            )
        )
    return _shortened(notes)


def _shortened(notes: list[Note]) -> list[Note]:
    if len(notes) <= _MAX_NOTES:
        return notes
    more = len(notes) - _MAX_NOTES
    return [*notes[:_MAX_NOTES], note(f"Dan {more} catatan serupa.", f"And {more} notes of this sort.")]
