"""Who may do what: the table of rights, the actor, and what the database is told of both."""

from sasando.domain.access.actor import Actor, is_covered
from sasando.domain.access.context import act_as, acting
from sasando.domain.access.protection import Protected, VisibleQuerySet, protected
from sasando.domain.access.rights import RELATIONS, Relation, actions, every_cell, is_allowed, relations_of, roles

__all__ = [
    "RELATIONS",
    "Actor",
    "Protected",
    "Relation",
    "VisibleQuerySet",
    "act_as",
    "acting",
    "actions",
    "every_cell",
    "is_allowed",
    "is_covered",
    "protected",
    "relations_of",
    "roles",
]
