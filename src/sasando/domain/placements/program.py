"""The program itself as an actor: it reads what the law needs, and writes what follows; nobody signs in as it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

from sasando.domain.access import Actor
from sasando.domain.access.context import act_as
from sasando.domain.access.rights import JUDGING

PROGRAM: Final = Actor(account=UUID(int=0), organisation=UUID(int=0), role=JUDGING)


@contextmanager
def as_program(by: Actor) -> Iterator[None]:
    """Within a transaction of `by`, read and write as the program. An error takes the transaction, and this, back."""
    act_as(PROGRAM)
    yield
    act_as(by)
