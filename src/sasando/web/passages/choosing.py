"""Gates and voyages as choices: read once a page, whatever the number of fields."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasando.domain.access import Actor
from sasando.domain.gates.models import Call, Gate
from sasando.domain.gates.queries import calls_between
from sasando.domain.organisations.models import Organisation

Gates = Mapping[str, Gate]
_BEFORE, _AFTER = timedelta(days=2), timedelta(days=7)
_MOST_CALLS: Final = 40


def open_gates() -> dict[str, Gate]:
    """Every gate that is in use, by its key."""
    return {gate.pk: gate for gate in Gate.objects.filter(active=True)}


def stands_at(actor: Actor) -> list[str]:
    """The keys of the gates at which the actor's office stands."""
    found = Organisation.objects.filter(pk=actor.organisation).values_list("stands_at", flat=True).first()
    return list(found or [])


def grouped(gates: Gates, first: str) -> list[Any]:
    """The gates as choices of a select, those of NTT before the others; `first` says what no choice means."""
    here = [(key, gate.title) for key, gate in gates.items() if (gate.region_id or "").startswith("53.")]
    away = [(key, gate.title) for key, gate in gates.items() if not (gate.region_id or "").startswith("53.")]
    return [("", first), (_("Di NTT"), here), (_("Di luar NTT"), away)]


class GateField(forms.ChoiceField):
    """One of the gates that the form was given. Its value is the `Gate`, or None."""

    default_error_messages = {"required": gettext_lazy("Pilih gerbangnya.")}

    def offer(self, gates: Gates, first: str) -> None:
        """Take these as the choices."""
        self.gates = gates
        self.choices = grouped(gates, first)

    def clean(self, value: Any) -> Any:
        """The gate that is meant."""
        return self.gates.get(super().clean(value))


def calls_near(gates: list[Gate]) -> list[Call]:
    """What calls at these gates around today, so that ship and time need not be typed."""
    today = timezone.localdate()
    return calls_between(gates, today - _BEFORE, today + _AFTER, cancelled=False)[:_MOST_CALLS]
