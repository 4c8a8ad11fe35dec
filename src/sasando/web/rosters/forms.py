"""Handing in a list, and the filters of lists and people."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sasando.core.law.stage import Stage
from sasando.domain.rosters.models import DECISION_CHOICES as CHOICES
from sasando.domain.rosters.models import STAGES, Entry, Roster, State
from sasando.domain.rosters.queries import people_who

_DAY = forms.DateInput(attrs={"type": "date"})
EVERYTHING = [("", _("Semua"))]


class RosterForm(forms.Form):
    """A file or pasted text, and how it is to be judged."""

    file = forms.FileField(
        label=_("Berkas daftar"),
        required=False,
        help_text=_("Excel, OpenDocument, atau CSV. Judul kolom boleh dalam bahasa Indonesia atau Inggris."),
    )
    text = forms.CharField(
        label=_("Tempel daftarnya"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("Salin dari Excel bersama judul kolomnya, lalu tempel di sini."),
    )
    title = forms.CharField(
        label=_("Nama daftar"), required=False, max_length=200, help_text=_("Kosongkan untuk memakai nama berkas.")
    )
    stage = forms.ChoiceField(
        label=_("Diperiksa untuk tahap"), choices=STAGES, initial=Stage.DEPART.value, required=False
    )
    as_of = forms.DateField(
        label=_("Diperiksa per tanggal"),
        required=False,
        widget=_DAY,
        help_text=_("Kosongkan: tanggal berangkat setiap orang, atau hari ini."),
    )

    def clean(self) -> dict[str, Any]:
        """A file, or else the text; a name for the list."""
        cleaned: dict[str, Any] = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        cleaned["content"] = file.read() if file else text.encode()
        cleaned["title"] = cleaned.get("title") or (file.name if file else "")
        cleaned["stage"] = Stage(cleaned.get("stage") or Stage.DEPART.value)
        return cleaned


class RosterFilter(forms.Form):
    """Which lists."""

    q = forms.CharField(label=_("Nama daftar"), required=False, max_length=80)
    state = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=[*EVERYTHING, ("open", _("Belum selesai dibaca")), *State.choices]
    )
    since = forms.DateField(label=_("Masuk sejak"), required=False, widget=_DAY)

    ORDERS = {"added_at": "added_at", "title": "title"}

    def found(self, rosters: QuerySet[Roster], order: str) -> QuerySet[Roster]:
        """The lists that fit, in the order of the address."""
        if self.is_valid():
            given = self.cleaned_data
            rosters = rosters.filter(title__icontains=given["q"]) if given["q"] else rosters
            rosters = rosters.filter(added_at__date__gte=given["since"]) if given["since"] else rosters
            if given["state"] == "open":
                rosters = rosters.exclude(state__in=[State.READY, State.REFUSED])
            elif given["state"]:
                rosters = rosters.filter(state=given["state"])
        return rosters.order_by(*ordered(order, self.ORDERS, "-added_at"), "id")


class EntryFilter(forms.Form):
    """Which people of a list."""

    decision = forms.ChoiceField(label=_("Keputusan"), required=False, choices=[*EVERYTHING, *CHOICES])
    q = forms.CharField(label=_("Nama"), required=False, max_length=80)

    ORDERS = {
        "row": "row",
        "name": "full_name",
        "gaps": "gaps",
        "last_safe_day": "last_safe_day",
        "departs_on": "departs_on",
    }

    def found(self, entries: QuerySet[Entry], order: str) -> QuerySet[Entry]:
        """The people who fit, in the order of the address."""
        if self.is_valid():
            given = self.cleaned_data
            entries = entries.filter(decision=given["decision"]) if given["decision"] else entries
            entries = entries.filter(full_name__icontains=given["q"]) if given["q"] else entries
        return entries.order_by(*ordered(order, self.ORDERS, "row"), "id")


class PeopleFilter(EntryFilter):
    """Which people, of whatever list."""

    decision = forms.ChoiceField(
        label=_("Keputusan"), required=False, choices=[*EVERYTHING, ("open", _("Ada yang kurang")), *CHOICES]
    )
    when = forms.ChoiceField(
        label=_("Kapan"),
        required=False,
        choices=[*EVERYTHING, ("week", _("Berangkat dalam 7 hari")), ("expiring", _("Dokumen habis dalam 30 hari"))],
    )
    since = forms.DateField(label=_("Daftar masuk sejak"), required=False, widget=_DAY)

    def among(self, entries: QuerySet[Entry], order: str, *, today: date) -> QuerySet[Entry]:
        """The people who fit, in the order of the address; the first screens count by the same `people_who`."""
        given = self.cleaned_data if self.is_valid() else {}
        decision, when, since = (given.get(one) for one in ("decision", "when", "since"))
        if decision == "open":
            entries = people_who("lack", entries, today=today)
        elif decision:
            entries = entries.filter(decision=decision)
        entries = people_who(when, entries, today=today) if when else entries
        entries = entries.filter(roster__added_at__date__gte=since) if since else entries
        entries = entries.filter(full_name__icontains=given["q"]) if given.get("q") else entries
        return entries.order_by(*ordered(order, self.ORDERS, "-departs_on"), "id")


def ordered(wanted: str, orders: dict[str, str], usual: str) -> list[str]:
    """The columns to sort by, from the address; what is not among `orders` is as usual.

    >>> ordered("-name", {"name": "full_name"}, "row"), ordered("password", {"name": "full_name"}, "row")
    (['-full_name'], ['row'])
    """
    column = orders.get(wanted.removeprefix("-"))
    return [("-" if wanted.startswith("-") else "") + column] if column else [usual]
