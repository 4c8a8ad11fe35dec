"""Checks that take longer than tests may: whole under `./sasando assure`, a sample of each under `./sasando test`."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from tests.domain.matrix import make_matrix


@pytest.fixture(scope="session")
def whole() -> bool:
    """Whether everything is to be tried, not a sample."""
    return bool(os.environ.get("SASANDO_WHOLE"))


@pytest.fixture
def figure(request) -> Callable[[str, object], None]:
    """Say a figure: `figure("cells tried", 1680)`. `./sasando assure` writes them down with day and commit."""

    def say(what: str, value: object) -> None:
        target = os.environ.get("SASANDO_FIGURES")
        if target:
            with Path(target).open("a", encoding="utf-8") as file:
                name = request.node.path.stem.removeprefix("test_")
                file.write(json.dumps({"name": name, "what": what, "value": str(value)}) + "\n")

    return say


@pytest.fixture
def matrix(database, cast, db):
    """Rows of every thing in every relation to every role."""
    with psycopg.connect(database.url("owner"), autocommit=True) as owner:
        if not owner.execute("SELECT 1 FROM organisations_organisation WHERE name = 'Netral'").fetchone():
            make_matrix(owner, cast)
    return cast
