"""Who acts: one account, in one role, for one organisation. Made afresh for every request, so rights end at once."""

from dataclasses import dataclass
from uuid import UUID

from sasando.domain.access.rights import Relation, is_allowed, relations_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """`regions` are Kemendagri codes of what the organisation covers; `person` is set when the actor is on record.
    `name` and `organisation_name` are for the frame of a page.
    """

    account: UUID
    organisation: UUID
    role: str
    regions: tuple[str, ...] = ()
    name: str = ""
    organisation_name: str = ""
    person: UUID | None = None

    def may(self, action: str, relation: Relation | None = None) -> bool:
        """Whether the table of rights allows it: in this relation, or in any when none is named."""
        return is_allowed(self.role, action, relation) if relation else bool(relations_of(self.role, action))


def is_covered(code: str, by: Actor) -> bool:
    """Whether the organisation of the actor covers the region.

    >>> malaka = Actor(account=UUID(int=1), organisation=UUID(int=2), role="labour-office", regions=("53.21",))
    >>> is_covered("53.21.05", malaka), is_covered("53.210", malaka), is_covered("", malaka)
    (True, False, False)
    """
    return any(code == one or code.startswith(f"{one}.") for one in by.regions)
