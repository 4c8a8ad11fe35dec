"""The tables that come with the package (see `data/README.md`)."""

import csv
import io
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV of the package, each by its column names."""
    content = (files("sasando.domain.gates") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(content)))
