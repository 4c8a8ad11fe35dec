"""What is asked on the pages of the trail."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sasando.domain.audit.models import Fact
from sasando.domain.audit.words import DEEDS
from sasando.domain.organisations.models import Organisation


def _deeds() -> list[tuple[str, Any]]:
    """Every action by its words; actions with the same words are one choice."""
    by_words: dict[str, list[str]] = {}
    for action, words in DEEDS.items():
        by_words.setdefault(str(words), []).append(action)
    return [("", _("Semua perbuatan")), *((" ".join(by_words[words]), words) for words in sorted(by_words))]


class OwnFilter(forms.Form):
    """Which facts. A value that means nothing filters nothing."""

    perbuatan = forms.ChoiceField(label=_("Perbuatan"), required=False, choices=_deeds)
    hari = forms.DateField(label=_("Hari"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def found(self, facts: QuerySet[Fact]) -> QuerySet[Fact]:
        """Of these facts those asked for, the newest first."""
        self.is_valid()
        action, on = self.cleaned_data.get("perbuatan"), self.cleaned_data.get("hari")
        if action:
            facts = facts.filter(action__in=action.split())
        if on:
            begins = timezone.make_aware(datetime.combine(on, time.min))  # the day as it is in Kupang
            facts = facts.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
        return facts.order_by("-id")


class FactFilter(OwnFilter):
    """The same over everybody's facts, also by organisation."""

    lembaga = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Lembaga"), required=False, empty_label=_("Semua lembaga")
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lembaga"].queryset = organisations  # type: ignore[attr-defined]

    def found(self, facts: QuerySet[Fact]) -> QuerySet[Fact]:
        """Of these facts those asked for, the newest first."""
        facts = super().found(facts)
        organisation = self.cleaned_data.get("lembaga")
        return facts.filter(organisation=organisation.pk) if organisation else facts
