"""The page of one gate: one tap says that somebody arrived, a total that is always in sight, and everything undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from sasando.domain.gates.models import Gate
from sasando.domain.passages.models import Tick, TickKind
from sasando.domain.passages.ticking import Capture, Mark, Stranger, add_extra, count_heads, tick, undo
from sasando.domain.passages.voyages import Told, told_of
from sasando.domain.rosters.models import Entry, Roster
from sasando.web.passages.at_gate import group_of, groups_of, likely_gates, mine_of, row_of, total_of
from sasando.web.passages.choosing import Gates
from sasando.web.passages.doing import attempted, done
from sasando.web.passages.forms import CountForm, ExtraForm, MarkForm
from sasando.web.passages.views import passage
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

KINDS: Final = [
    (TickKind.ARRIVED.value, gettext_lazy("Tiba")),
    (TickKind.CARRIED_ON.value, gettext_lazy("Lanjut ke")),
    (TickKind.RELEASED.value, gettext_lazy("Diserahkan kepada")),
    (TickKind.MISSING.value, gettext_lazy("Hilang")),
    (TickKind.SEEN.value, gettext_lazy("Terlihat, lanjut")),
    (TickKind.ILL.value, gettext_lazy("Sakit")),
    (TickKind.DIED.value, gettext_lazy("Meninggal")),
]
AT_ONCE: Final = 500
_ADULTS: Final = 200


@dataclass(frozen=True, slots=True)
class Here:
    """A list at a gate, as it stands: what every page and deed there begins with."""

    told: Told
    gate: Gate
    gates: Gates

    @property
    def roster(self) -> Roster:
        """The list."""
        return self.told.roster

    @property
    def url(self) -> str:
        """The page of the gate."""
        return reverse("passages:gate", args=[self.roster.pk, self.gate.pk])


def here_of(request: Request, pk: Any, gate: str) -> Here:
    """The list and the gate of an address; 404 without them."""
    told = told_of(passage(request, pk), by=request.actor)
    if gate not in told.gates:
        raise Http404
    return Here(told, told.gates[gate], {key: one for key, one in told.gates.items() if one.active})


@require_safe
@needs("tick.add")
def at_gate(request: Request, pk: Any, gate: str) -> HttpResponse:
    """Everybody of the list, those who are waited for here on top."""
    here = here_of(request, pk, gate)
    told = here.told
    query = request.GET.get("q", "")[:80]
    groups = groups_of(told, gate, request.actor, query=query)
    context = _shared(here, told, request) | {
        "groups": groups,
        "query": query,
        "count": len(told.entries),
        "choosing": request.GET.get("pilih", "") if request.GET.get("pilih") in ("satu", "semua") else "",
        "extra": ExtraForm(adults=adults_of(told)),
        "heads": CountForm(),
        "counted": next((one for one in told.facts.counts if one.gate == gate), None),
    }
    return render(request, "passages/gate.html", context)


def _shared(here: Here, told: Told, request: Request) -> dict[str, Any]:
    """What a row and the total need, on the page and as parts of it."""
    gate = here.gate.pk
    before = told.voyage.gates[: told.voyage.gates.index(gate)] if gate in told.voyage.gates else told.voyage.gates
    return {
        "roster": here.roster,
        "gate": here.gate,
        "total": total_of(told, gate),
        "onward": likely_gates(told, gate, here.gates),
        "since": {key: told.gate(key) for key in before},
        "may_count": request.actor.may("count.add"),
        "may_hand": request.actor.may("handover.add"),
        "may_extra": request.actor.may("entry.add"),
    }


def adults_of(told: Told) -> list[tuple[str, str]]:
    """With whom a child may travel."""
    grown = [(key, told.name(key)) for key, one in told.entries.items() if one.age is None or one.age >= 15]
    return sorted(grown, key=lambda one: one[1])[:_ADULTS]


@require_POST
@needs("tick.add")
def mark(request: Request, pk: Any, gate: str) -> HttpResponse:
    """Tick one person, or several at once."""
    here = here_of(request, pk, gate)
    keys = request.POST.getlist("orang")[:AT_ONCE]
    entries = _entries(here.roster, keys, request)
    form = MarkForm(request.POST, gates=here.gates, kinds=KINDS)
    if not entries:
        messages.error(request, _("Pilih paling sedikit satu orang."))
    elif not form.is_valid():
        messages.error(request, _("Tanda ini tidak dikenal."))
    elif done(request, lambda: tick_all(entries, _mark(form, here), request, key=form.cleaned_data["key"])):
        _say(request, entries, form)
    return _back(request, here, keys)


def _say(request: Request, entries: Sequence[Entry], form: MarkForm) -> None:
    if len(entries) > 1:
        text = ngettext("%(number)s orang dicentang: %(what)s.", "%(number)s orang dicentang: %(what)s.", len(entries))
        what = str(dict(KINDS)[form.cleaned_data["kind"]]).lower()
        messages.success(request, text % {"number": len(entries), "what": what})


def _entries(roster: Roster, keys: Sequence[str], request: Request) -> list[Entry]:
    wanted = [key_of(key) for key in keys]
    found = Entry.objects.visible_to(request.actor).filter(pk__in=wanted, roster=roster)
    return list(found.select_related("roster").order_by("row", "added_at", "id"))


def key_of(text: str) -> UUID:
    """The key that a form sent; 404 for what is none."""
    try:
        return UUID(text)
    except ValueError as odd:
        raise Http404 from odd


def _mark(form: MarkForm, here: Here) -> Mark:
    given = form.cleaned_data
    kind = TickKind(given["kind"])
    return Mark(
        kind=kind,
        gate=here.gate,
        to=given["to"] if kind == TickKind.CARRIED_ON else None,
        since=given["since"] if kind == TickKind.MISSING else None,
        receiver=given["receiver"] if kind == TickKind.RELEASED else "",
    )


def tick_all(entries: Sequence[Entry], what: Mark, request: Request, *, key: UUID | None, at: Any = None) -> list[Tick]:
    """Tick all of them or nobody. The same page sent twice ticks nobody twice. Raises `ValidationError`."""
    keys = {one.pk: uuid5(key or uuid4(), f"{one.pk}/{what.kind}") for one in entries}
    there = {one.pk: one for one in Tick.objects.filter(pk__in=keys.values())}
    made = []
    for one in entries:
        again = there.get(keys[one.pk])
        capture = Capture(id=None if again else keys[one.pk], at=at)
        made.append(
            again if again and not again.undone_by.exists() else tick(one, what, by=request.actor, capture=capture)
        )
    return made


def _back(request: Request, here: Here, keys: Sequence[str]) -> HttpResponse:
    """To the same place of the page; for htmx the one row and the total."""
    if request.htmx and len(keys) == 1:
        return _row_part(request, here, keys[0])
    asked = {name: request.POST[name] for name in ("q",) if request.POST.get(name)}
    query = f"?{urlencode(asked)}" if asked else ""
    anchor = f"#o-{keys[0]}" if len(keys) == 1 else "#orang"
    return redirect(f"{here.url}{query}{anchor}")


def _row_part(request: Request, here: Here, key: str) -> HttpResponse:
    told = told_of(here.roster, by=request.actor)  # with what was just ticked
    if key not in told.entries:
        raise Http404
    group = group_of(told, here.gate.pk, key)
    row = row_of(told, key, mine_of(told, here.gate.pk, request.actor), group=group)
    context = _shared(here, told, request) | {"row": row, "group": group, "query": request.POST.get("q", "")}
    return render(request, "passages/gate.html#answer", context)


@require_POST
@needs("tick.add")
def take_back(request: Request, pk: Any, gate: str) -> HttpResponse:
    """Take back one's own last tick of somebody."""
    here = here_of(request, pk, gate)
    ticks = Tick.objects.visible_to(request.actor).filter(gate=here.gate, by=request.actor.account)
    ticks = ticks.filter(entry__roster=here.roster).select_related("entry__roster", "gate")
    wrong = get_object_or_404(ticks, pk=key_of(request.POST.get("centang", "")))
    if not wrong.undone_by.exists():
        done(request, lambda: undo(wrong, by=request.actor))
    return _back(request, here, [str(wrong.entry_id)])


@require_POST
@needs("entry.add")
def extra(request: Request, pk: Any, gate: str) -> HttpResponse:
    """Write down somebody who came off and is on no list."""
    here = here_of(request, pk, gate)
    told = here.told
    form = ExtraForm(request.POST, adults=adults_of(told))
    made = _add(form, here, told, request) if form.is_valid() else None
    if made:
        messages.success(
            request, _("%(name)s dicatat sebagai tambahan.") % {"name": made.full_name or made.description}
        )
        return redirect(f"{here.url}#o-{made.pk}")
    context = _shared(here, told, request) | {"extra": form}
    return render(request, "passages/extra.html", context, status=422)


def _add(form: ExtraForm, here: Here, told: Told, request: Request) -> Entry | None:
    given = form.cleaned_data
    who = Stranger(
        id=given["key"],
        full_name=given["full_name"],
        description=given["description"],
        sex=given["sex"],
        age=given["age"],
        companion_of=told.entries.get(given["companion"]),
    )
    if Entry.objects.filter(pk=given["key"]).exists():  # the same page sent twice
        return Entry.objects.filter(pk=given["key"]).first()
    try:
        made: Entry = attempted(lambda: add_extra(here.roster, here.gate, who, by=request.actor))
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    return made


@require_POST
@needs("count.add")
def count(request: Request, pk: Any, gate: str) -> HttpResponse:
    """Write down how many heads were counted."""
    here, form = here_of(request, pk, gate), CountForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tulis hitungan kepala sebagai angka."))
    elif done(request, lambda: count_heads(here.roster, here.gate, form.cleaned_data["heads"], by=request.actor)):
        messages.success(request, _("Hitungan kepala dicatat."))
    return redirect(f"{here.url}#jumlah")
