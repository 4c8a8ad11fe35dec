"""What every part of the making of the world shares: the day, the seed, keys that are the same for the same seed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID, uuid5

from django.utils import timezone

from sasando.domain.access import Actor
from sasando.domain.organisations.models import Organisation

_SPACE: Final = UUID("5a5a9d0e-0000-4000-8000-de30de30de30")


@dataclass(slots=True)
class Making:
    """The world while it is being made. `actors` has those who act for an organisation, by its key."""

    today: date
    seed: int
    organisations: dict[str, Organisation] = field(default_factory=dict)
    actors: dict[str, list[Actor]] = field(default_factory=dict)

    def random(self, subject: str) -> Random:
        """Chance for one subject, so that a change in one does not change all others."""
        return Random(f"{self.seed}/{subject}")  # noqa: S311 - invented people are no secret

    def key(self, what: str) -> UUID:
        """The key of a thing."""
        return uuid5(_SPACE, f"{self.seed}/{what}")

    def day(self, ago: int) -> date:
        """The day so many days ago."""
        return self.today - timedelta(days=ago)

    def moment(self, day: date, random: Random) -> datetime:
        """Some time in the working hours of a day, and never one that is still to come: a world that is made before
        work begins has its news of today from the night.
        """
        now, share = timezone.now(), random.random()
        begin = timezone.make_aware(datetime.combine(day, time(7, 30)))
        if now < begin:
            begin = timezone.make_aware(datetime.combine(day, time()))
        return begin + share * min(timedelta(hours=8), now - begin)

    def actor(self, organisation: str, role: str, random: Random | None = None) -> Actor:
        """Somebody who acts in this role there; the first without chance."""
        able = [actor for actor in self.actors[organisation] if actor.role == role]
        return random.choice(able) if random else able[0]

    def doers(self, organisation: str, roles: Iterable[str]) -> list[Actor]:
        """All who act there in one of these roles."""
        return [actor for actor in self.actors[organisation] if actor.role in set(roles)]
