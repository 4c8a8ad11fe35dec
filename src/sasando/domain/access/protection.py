"""Which tables are protected, and where on a row each relation is read: the source of `visible_to` and the policies."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Self, TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Collate
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from sasando.domain.access.actor import Actor
from sasando.domain.access.rights import Relation

M = TypeVar("M", bound=type[Model])

_REGISTRY: Final[dict[type[Model], "Protected"]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """How rows of a table stand to an actor. Each is the name of a column; empty, the relation does not exist there.

    `own` holds an organisation, `region` a Kemendagri code, `person` a person, `gates` the keys of gates, `to` another
    organisation: a row is assigned to whom its person was handed, to who stands at one of its gates, and to whom it was
    itself handed. `company` holds a placement company: the row is also its branches' own, and that of the association
    of which it is a member. A row is about the actor (subject) when `account` is the actor's account or `person` the
    actor as a person.

    `thing` names the actions (`person` -> person.read, person.add, person.change). `parent` is the foreign key to the
    row on which the relations are read, for what is more sensitive than the row beside it; `also` to a second one, for
    what is about two and open only to who reaches both. `writes` says which verb allows which command of SQL, or which
    verbs, separated by spaces. `changes` are the only columns that an UPDATE may
    set; empty, all of them.
    """

    thing: str
    own: str = ""
    company: str = ""
    region: str = ""
    gates: str = ""
    to: str = ""
    person: str = ""
    account: str = ""
    parent: str = ""
    also: str = ""
    writes: dict[str, str] = field(default_factory=lambda: {"INSERT": "add", "UPDATE": "change"})
    changes: tuple[str, ...] = ()

    def action(self, verb: str) -> str:
        """The action in the table of rights."""
        return f"{self.thing}.{verb}"

    def every_write(self) -> Iterator[tuple[str, str]]:
        """Each command of SQL with the verb that allows it; a command with several verbs comes several times."""
        for command, verbs in self.writes.items():
            for verb in verbs.split():
                yield command, verb


def protected(how: Protected) -> Any:
    """Declare a model protected."""

    def declare(model: M) -> M:
        _REGISTRY[model] = how
        return model

    return declare


def every_protected() -> dict[type[Model], Protected]:
    """All of them, in the order in which they were declared."""
    return dict(_REGISTRY)


def _regions(field_name: str, actor: Actor) -> Q:
    """The codes from "53" up to, and without, "53/": the sign after the dot. As a range, because the database may look
    into an index for it before the policies; for a pattern it may not (LIKE is not leakproof).
    """
    where, inside = Q(pk__in=[]), Collate(F(field_name), "C")
    for code in actor.regions:
        where |= Q(GreaterThanOrEqual(inside, code), LessThan(inside, f"{code}/"))
    return where


def _own(how: Protected, prefix: str, actor: Actor) -> Q:
    """What is of the organisation, or of a company for which it stands."""
    where = Q(pk__in=[])
    if how.own:
        where |= Q(**{f"{prefix}{how.own}": actor.organisation})
    if how.company:
        where |= Q(**{f"{prefix}{how.company}__in": RawSQL("SELECT security.companies()", ())})
    return where


def _assigned(how: Protected, prefix: str, actor: Actor) -> Q:
    """Whose person was handed to the organisation, what passes a gate at which it stands, what was handed to it."""
    where = Q(pk__in=[])
    if how.person:
        where |= Q(**{f"{prefix}{how.person}__in": RawSQL("SELECT security.assigned_persons()", ())})
    if how.gates:
        where |= Q(**{f"{prefix}{how.gates}__overlap": RawSQL("(SELECT security.gates())", ())})
    if how.to:
        where |= Q(**{f"{prefix}{how.to}": actor.organisation})
    return where


def _relation(how: Protected, prefix: str, relation: Relation, actor: Actor) -> Q:
    """The rows of this relation; where a table has no such column, or the actor no such thing, none."""
    nobody = Q(pk__in=[])
    found = {
        "none": ~nobody,
        "own": _own(how, prefix, actor),
        "covers": _regions(f"{prefix}{how.region}", actor) if how.region else nobody,
        "assigned": _assigned(how, prefix, actor),
        "subject": nobody,
    }
    if how.account:
        found["subject"] = Q(**{f"{prefix}{how.account}": actor.account})
    elif how.person and actor.person:
        found["subject"] = Q(**{f"{prefix}{how.person}": actor.person})
    return found[relation]


def may_reach(model: type[Model], actor: Actor, verb: str) -> Q:
    """The rows of a model to which the actor may do this, as a condition. Deny by default."""
    how = _REGISTRY[model]
    if not how.parent:
        return _reached(how, "", how.action(verb), actor)
    where = Q()
    for parent in filter(None, (how.parent, how.also)):
        name = parent.removesuffix("_id")
        related = model._meta.get_field(name).related_model
        where &= _reached(_REGISTRY[related], f"{name}__", how.action(verb), actor)  # type: ignore[index]
    return where


def _reached(source: Protected, prefix: str, action: str, actor: Actor) -> Q:
    where = Q(pk__in=[])
    for relation in ("none", "own", "covers", "assigned", "subject"):
        if actor.may(action, relation):
            where |= _relation(source, prefix, relation, actor)
    return where & ~adverse(f"{prefix}{source.person}") if source.person else where


def adverse(column: str) -> Q:
    """The rows of persons against whom the actor's organisation is named."""
    return Q(**{f"{column}__in": RawSQL("SELECT security.adverse_persons()", ()), f"{column}__isnull": False})


class VisibleQuerySet(QuerySet[Any]):
    """The one way to read rows for somebody."""

    def visible_to(self, actor: Actor) -> Self:
        """The rows that the actor may read. Deny by default; compose with other filters."""
        return self.filter(may_reach(self.model, actor, "read"))
