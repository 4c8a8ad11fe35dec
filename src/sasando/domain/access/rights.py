"""The table of rights (`rights.csv`), the only one: who may do what to a thing, by how they stand to it.

Whatever is not allowed there is denied. `adverse` beats all: who is named against a person may do nothing to that
person's things, whatever else holds.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Final, Literal, NamedTuple, get_args

Relation = Literal["none", "own", "covers", "assigned", "former", "adverse", "subject"]
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)
"""none: no relation is asked for. own: the thing is of the actor's organisation. covers: it lies in a region that the
organisation covers. assigned: handed to the organisation until a day. former: it was, that day is past. adverse: the
organisation is named against the person. subject: it is about the actor."""

SIGNING_IN: Final = "signing-in"
"""The role of an account between its first and its second factor: it reaches itself, and nothing else."""

MATCHING: Final = "matching"
"""The role of the program itself while it looks for the same person in the records of all: it reads persons, and writes
down which two may be one. Nobody signs in with it."""

JUDGING: Final = "judging"
"""The role of the program itself while it asks the law about a placement: it reads what the law needs, whoever opened
the dossier, and writes what follows. Nobody signs in with it."""

PROGRAMS: Final = (SIGNING_IN, MATCHING, JUDGING)
"""Roles that no human has."""


class Cell(NamedTuple):
    """One cell of the table."""

    role: str
    action: str
    relation: Relation
    allowed: bool


@cache
def _allowed() -> frozenset[tuple[str, str, str]]:
    with resources.files(__package__).joinpath("rights.csv").open(encoding="utf-8") as file:
        return frozenset(
            (row["role"], row["action"], relation)
            for row in csv.DictReader(file)
            for relation in RELATIONS
            if row[relation] == "allow"
        )


@cache
def roles() -> tuple[str, ...]:
    """The keys of the roles that people have, in the order of the table."""
    with resources.files(__package__).joinpath("rights.csv").open(encoding="utf-8") as file:
        return tuple(dict.fromkeys(row["role"] for row in csv.DictReader(file) if row["role"] not in PROGRAMS))


@cache
def actions() -> tuple[str, ...]:
    """The keys of the actions (`thing.verb`), in the order of the table."""
    with resources.files(__package__).joinpath("rights.csv").open(encoding="utf-8") as file:
        return tuple(dict.fromkeys(row["action"] for row in csv.DictReader(file)))


def is_allowed(role: str, action: str, relation: Relation) -> bool:
    """Whether the table allows it. What it does not name is denied.

    >>> is_allowed("p3mi", "roster.read", "own"), is_allowed("p3mi", "roster.read", "covers")
    (True, False)
    """
    return relation != "adverse" and (role, action, relation) in _allowed()


@cache
def relations_of(role: str, action: str) -> tuple[Relation, ...]:
    """The relations in which the role may do it.

    >>> relations_of("p3mi", "roster.read"), relations_of("administrator", "roster.read")
    (('own',), ())
    """
    return tuple(relation for relation in RELATIONS if is_allowed(role, action, relation))


@cache
def roles_with(action: str, relation: Relation) -> tuple[str, ...]:
    """The roles that may do it in this relation."""
    return tuple(role for role in (*roles(), *PROGRAMS) if is_allowed(role, action, relation))


def every_cell() -> Iterator[Cell]:
    """Role x action x relation, allowed or not."""
    for role in (*roles(), *PROGRAMS):
        for action in actions():
            for relation in RELATIONS:
                yield Cell(role, action, relation, is_allowed(role, action, relation))
