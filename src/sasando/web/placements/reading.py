"""What the pages of placements show, read in few queries and no further than the reader's rights reach."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, OuterRef, QuerySet, When
from django.db.models.functions import JSONObject
from django.http import Http404
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from sasando.core.facts.countries import country_name
from sasando.core.facts.positions import position_title
from sasando.core.law.rulebook import Rulebook
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.people.models import Person
from sasando.domain.placements.deciding_models import Outcome, WaiverState
from sasando.domain.placements.models import Decision, Judged, Objection, Placement, Step, Waiver
from sasando.domain.placements.queries import with_rights
from sasando.domain.placements.rule_sets import rulebook_of
from sasando.web.placements import words
from sasando.web.shell.summary import Line

_OF_DECISION: Final = ("outcome", "law", "missing", "waived", "basis", "reason", "against_the_law", "good_until", "at",
                       "by")  # fmt: skip
_OF_OBJECTION: Final = ("decision_id", "text", "for_candidate", "at", "answer", "upheld", "answered_at")
_OF_WAIVER: Final = ("requirement", "basis", "reason", "evidence", "asked_at", "asked_by", "state", "decided_at",
                     "answer", "sampled", "rechecked_at", "organisation_id")  # fmt: skip


def rows(actor: Actor) -> QuerySet[Any]:
    """The placements that the reader sees, as a table shows them."""
    return Placement.objects.visible_to(actor).select_related("company")


def one(actor: Actor, pk: UUID) -> Any:
    """One placement with what the reader may do with it; 404 when they do not see it."""
    found = with_rights(actor).select_related("company", "permit", "job_order").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def whole(actor: Actor, pk: UUID) -> Any:
    """The same with its decisions, objections and waivers, as far as the reader may read them: one query."""
    mine = OuterRef("pk")
    decisions = Decision.objects.visible_to(actor).filter(placement=mine).order_by("at")
    objections = Objection.objects.visible_to(actor).filter(placement=mine).order_by("at")
    waivers = Waiver.objects.visible_to(actor).filter(placement=mine).order_by("asked_at")
    found = with_rights(actor).select_related("company", "permit", "job_order").filter(pk=pk)
    found = found.annotate(
        sees_person=Exists(Person.objects.visible_to(actor).filter(pk=OuterRef("person_id"))),
        ruled=ArraySubquery(decisions.values(json=_json(_OF_DECISION))),
        objected=ArraySubquery(objections.values(json=_json(_OF_OBJECTION, may=_may(Objection, actor, "answer")))),
        set_aside=ArraySubquery(waivers.values(json=_json(_OF_WAIVER, may=_may(Waiver, actor, "decide")))),
    )
    placement = found.first()
    if placement is None:
        raise Http404
    for name in ("ruled", "objected", "set_aside"):  # what nobody may read comes as NULL
        setattr(placement, name, getattr(placement, name) or [])
    return placement


def _json(names: tuple[str, ...], **more: Any) -> JSONObject:
    return JSONObject(key="pk", office="organisation__name", **{name: name for name in names}, **more)


def _may(model: Any, actor: Actor, verb: str) -> Case:
    return Case(When(may_reach(model, actor, verb), then=True), default=False)


def steps_of(placement: Placement, actor: Actor) -> list[Step]:
    """Every step, with who took it: one query."""
    return list(Step.objects.visible_to(actor).filter(placement=placement).select_related("organisation"))


def judged_of(placement: Placement, actor: Actor) -> Judged | None:
    """The law's answer, for those who may read it."""
    found: Judged | None = Judged.objects.visible_to(actor).filter(pk=placement.pk).first()
    return found


def rules_of(placement: Placement) -> Rulebook:
    """The rules by which it is judged."""
    return rulebook_of(placement.rules_id)


def goes_to(placement: Placement) -> str:
    """Country and position in words."""
    parts = [country_name(placement.country, words.language()) if placement.country else "", position_of(placement)]
    return " · ".join(part for part in parts if part)


def position_of(placement: Placement) -> str:
    """The position in words."""
    return position_title(placement.position, words.language()) if placement.position else ""


def facts_of(placement: Any) -> list[Line]:
    """Where to, by whom, until when."""
    permit, order = placement.permit, placement.job_order
    country = country_name(placement.country, words.language()) if placement.country else ""
    lines = [
        Line(_("Kode"), placement.code, note=_("Dengan kode ini calon melihat langkahnya sendiri, tanpa akun.")),
        Line(_("Skema"), placement.get_scheme_display()),
        Line(_("Negara"), country),
        Line(_("Jabatan"), position_of(placement)),
        Line(_("Perusahaan"), placement.company or ""),
        Line(_("SIP2MI"), permit.number if permit else "", note=_until(permit)),
        Line(_("Permintaan kerja (job order)"), order.number if order else "", note=_until(order)),
        Line(_("Rencana berangkat"), words.value_words("departs_on", placement.departs_on)),
        Line(_("Berangkat"), words.value_words("departs_on", placement.departed_on)),
        Line(_("Kontrak sampai"), words.value_words("departs_on", placement.ends_on)),
    ]
    return [line for line in lines if line.value]


def _until(what: Any) -> str:
    until = getattr(what, "until", None)
    return _("berlaku sampai %(day)s") % {"day": words.value_words("departs_on", until)} if until else ""


def moments(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """A row that came as JSON, with its moments as moments again."""
    return {**row, **{name: parse_datetime(row[name]) if row.get(name) else None for name in names}}


def decisions_of(placement: Any) -> list[dict[str, Any]]:
    """The decisions, the newest first, each with its objections, in words."""
    objections = [moments(row, "at", "answered_at") for row in placement.objected]
    found = []
    for row in reversed(placement.ruled):
        good = row["good_until"]
        found.append(
            moments(row, "at")
            | {
                "word": str(Outcome(row["outcome"]).label),
                "tone": "good" if row["outcome"] == Outcome.CLEARED else "warn",
                "good": words.value_words("departs_on", good) if good else "",
                "lacked": [words.requirement_name(one["requirement"], rules_of(placement)) for one in row["missing"]],
                "objections": [one for one in objections if one["decision_id"] == row["key"]],
            }
        )
    return found


def waivers_of(placement: Any, actor: Actor) -> list[dict[str, Any]]:
    """The waivers, in words, each with what the reader may do with it now."""
    found = []
    for row in placement.set_aside:
        own = row["asked_by"] == str(actor.account) or row["organisation_id"] == str(actor.organisation)
        found.append(
            moments(row, "asked_at", "decided_at", "rechecked_at")
            | {
                "name": words.requirement_name(row["requirement"], rules_of(placement)),
                "word": str(WaiverState(row["state"]).label),
                "tone": {"approved": "good", "asked": "info"}.get(row["state"], "unknown"),
                "may_decide": row["may"] and row["state"] == WaiverState.ASKED and not own,
                "may_recheck": row["may"] and row["state"] == WaiverState.APPROVED and row["sampled"]
                and not row["rechecked_at"] and row["asked_by"] != str(actor.account),
            }
        )  # fmt: skip
    return found
