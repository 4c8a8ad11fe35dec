"""Ways from a placement to what other areas keep about the same person: only where the page exists and opens."""

from typing import Any, Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Actor
from sasando.domain.placements.kinds import ABROAD

_WAYS: Final = (  # what it is called, the name of its address, which key it takes, the right
    (_("Orangnya"), "people:detail", "person_id", "person.read"),
    (_("Perusahaannya"), "licences:detail", "company_id", "licence.read"),
    (_("Dokumen"), "documents:person", "person_id", "document.read"),
    (_("Surat dan kartu"), "issuance:detail", "pk", "issue.read"),
)


def ways_on(placement: Any, actor: Actor) -> list[tuple[str, str]]:
    """Words and address of each way that is open to the reader."""
    found = []
    for label, name, key, right in _WAYS:
        subject = getattr(placement, key) if key else None
        if not actor.may(right) or (key and subject is None) or (key == "person_id" and not placement.sees_person):
            continue
        try:
            found.append((str(label), reverse(name, args=[subject] if key else [])))
        except NoReverseMatch:
            continue
    return [*found, *_examinations(placement, actor), *_death(placement, actor)]


def _death(placement: Any, actor: Actor) -> list[tuple[str, str]]:
    """When somebody who is abroad has died: what the company owes the family."""
    if placement.state not in ABROAD or not actor.may("obligation.add"):
        return []
    return [(gettext("Catat bahwa ia meninggal"), reverse("placements:death", args=[placement.pk]))]


def _examinations(placement: Any, actor: Actor) -> list[tuple[str, str]]:
    """The way to book an examination for this person, the nearest to the home first."""
    if not (actor.may("booking.add") and placement.sees_person):
        return []
    return [
        (
            gettext("Pesan pemeriksaan kesehatan atau psikologi"),
            f"{reverse('examinations:slots')}?orang={placement.person_id}",
        )
    ]
