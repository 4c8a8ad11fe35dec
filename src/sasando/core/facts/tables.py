"""The tables that come with the package (see `data/README.md`): places, countries, positions."""

import csv
import io
import json
from importlib.resources import files
from typing import Any


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV of the package, each by its column names."""
    return list(csv.DictReader(io.StringIO(_content(name))))


def mapping(name: str) -> dict[str, str]:
    """A JSON object of the package whose values are texts."""
    content: dict[str, Any] = json.loads(_content(name))
    return {str(key): str(value) for key, value in content.items()}


def _content(name: str) -> str:
    return (files("sasando.core.facts") / "data" / name).read_text(encoding="utf-8")
