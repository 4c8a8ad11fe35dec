"""Open what a test has written, as a user would."""

from collections.abc import Mapping
from pathlib import Path

from sasando.exchange.candidates import Candidate, CandidateList, open_list


def opened(
    folder: Path, data: bytes, *, name: str = "daftar", sheet: str | None = None, settings: Mapping[str, object] = {}
) -> CandidateList:
    path = folder / name
    path.write_bytes(data)
    return open_list(path, sheet=sheet, settings=settings)


def people(found: CandidateList) -> list[Candidate]:
    return list(found.candidates())


def names(found: CandidateList) -> list[str | None]:
    return [one.reading.dossier.full_name for one in people(found)]


def notes(found: CandidateList) -> str:
    """All notes in English, a line each."""
    return "\n".join(note.because["en"] for note in found.notes)
