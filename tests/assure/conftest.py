"""Checks that take longer than tests may: whole under `./sasando assure`, a sample of each under `./sasando test`."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.domain.matrix import matrix_rows


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


@pytest.fixture(scope="module")
def rows(database, cast) -> Iterator[None]:
    """Rows of every thing in every relation to every role, while the tests of one file run."""
    with matrix_rows(database, cast):
        yield


@pytest.fixture
def matrix(rows, cast, db):
    """The cast, with those rows there."""
    return cast
