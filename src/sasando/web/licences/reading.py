"""What the page of one company shows, read in few queries and no further than the reader's rights reach."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sasando.domain.access import Actor
from sasando.domain.issuance.queries import left_of
from sasando.domain.licences.models import (
    Appointee,
    Blacklisting,
    BranchLicence,
    CooperationAgreement,
    Deposit,
    JobOrder,
    Licence,
    Membership,
    Permit,
    Reply,
    Sanction,
    StateEntry,
    StateInterval,
)
from sasando.domain.licences.queries import companies
from sasando.web.licences.gathered import packed, unpacked
from sasando.web.licences.line import Line, line_of, state_tag


@dataclass(frozen=True, slots=True)
class LicenceShown:
    """A licence with what it was, day by day, and what was entered about it."""

    licence: Licence
    tag: tuple[str, str]
    entry: StateEntry | None
    line: Line
    intervals: list[Any]
    entries: list[Any]


def whole(actor: Actor, today: date) -> QuerySet[Any]:
    """The companies of the reader, each with all that its page needs: one query."""

    def of(model: Any, path: str = "company", **also: str) -> Any:
        return packed(model, actor, path, **also)

    found: QuerySet[Any] = companies(actor, today).annotate(
        all_licences=of(Licence),
        all_entries=of(StateEntry, "licence__company"),
        all_intervals=of(StateInterval, "licence__company"),
        all_permits=of(Permit),
        all_orders=of(
            JobOrder,
            permit_number="permit__number",
            employer_name="employer__name",
            employer_kind="employer__kind",
            employer_key="employer__key",
            country="employer__country",
            partner_name="partner__name",
            partner_key="partner__key",
            partner_country="partner__country",
        ),
        all_cooperations=of(CooperationAgreement, partner_name="partner__name", country="partner__country"),
        all_sanctions=of(Sanction),
        all_replies=of(Reply, "sanction__company"),
        all_appointees=of(Appointee, branch_name="branch__name"),
        all_branches=of(BranchLicence, branch_name="branch__name"),
        all_deposits=of(Deposit),
        all_memberships=of(Membership, association_name="association__name"),
    )
    return found


def licences_of(company: Any, today: date) -> list[LicenceShown]:
    """The licences, that which speaks today first."""
    entries, intervals = unpacked(StateEntry, company.all_entries), unpacked(StateInterval, company.all_intervals)
    found = unpacked(Licence, company.all_licences)
    found.sort(key=lambda one: one.pk != company.licence)
    return [_shown(one, entries, intervals, today) for one in found]


def _shown(licence: Licence, entries: list[Any], intervals: list[Any], today: date) -> LicenceShown:
    mine = [one for one in intervals if one.licence_id == licence.pk and one.holds]
    said = {one.pk: one for one in entries if one.licence_id == licence.pk}
    for one in mine:
        one.tone, one.word = state_tag(one.state)
        one.said = said[one.entry_id]
    now = next((one for one in mine if one.since <= today and (one.until is None or one.until >= today)), None)
    tag = state_tag(now.state if now else None)
    listed = sorted(said.values(), key=lambda one: -one.number)
    return LicenceShown(licence, tag, now.said if now else None, line_of(mine, today), mine, listed)


def permits_of(company: Any, actor: Actor, today: date) -> list[Any]:
    """The permits, each with the word for what it is today and what is left of its quota."""
    found = unpacked(Permit, company.all_permits)
    left = left_of(found, actor)
    for one in found:
        one.left = left.get(one.pk)
        one.tone, one.word = _permit_tag(one, today)
    return found


def _permit_tag(permit: Permit, today: date) -> tuple[str, str]:
    if permit.withdrawn_on and permit.withdrawn_on <= today:
        return "bad", _("Dicabut")
    if permit.since > today:
        return "info", _("Belum berlaku")
    if permit.until and permit.until < today:
        return "out", _("Berakhir")
    return "good", _("Berlaku")


def orders_of(company: Any, actor: Actor, today: date) -> list[Any]:
    """The job orders, each with words for its verification, its partner and the lists of bad employers."""
    found = unpacked(JobOrder, company.all_orders)
    listed = _listed(found, actor, today)
    for one in found:
        one.listed = {(one.employer_key, one.country), (one.partner_key, one.partner_country)} & listed
        one.lacks_partner = one.employer_kind == "HOUSEHOLD" and one.without_partner
        one.ended = bool(one.until and one.until < today)
        one.wage_shown = None if one.wage is None else int(one.wage) if one.wage == int(one.wage) else one.wage
    return found


def _listed(orders: list[Any], actor: Actor, today: date) -> set[tuple[str, str]]:
    keys = {key for one in orders for key in (one.employer_key, one.partner_key) if key}
    rows = Blacklisting.objects.visible_to(actor).filter(key__in=keys, since__lte=today).exclude(until__lt=today)
    return set(rows.values_list("key", "country")) if keys else set()


def sanctions_of(company: Any, today: date) -> list[Any]:
    """The sanctions, each with its replies beside it."""
    replies = unpacked(Reply, company.all_replies)
    found = unpacked(Sanction, company.all_sanctions)
    for one in found:
        one.answers = [reply for reply in replies if reply.sanction_id == one.pk]
        one.over = bool(one.until and one.until < today)
    return found


def around(company: Any) -> dict[str, list[Any]]:
    """Whom it appointed, its branches, deposits, associations and agreements."""
    return {
        "appointees": unpacked(Appointee, company.all_appointees),
        "branches": unpacked(BranchLicence, company.all_branches),
        "deposits": unpacked(Deposit, company.all_deposits),
        "memberships": unpacked(Membership, company.all_memberships),
        "cooperations": unpacked(CooperationAgreement, company.all_cooperations),
    }


RIGHTS: Final = (
    *("licence.add", "licence.change", "permit.read", "permit.add", "job_order.read", "job_order.add"),
    *(
        "public_list.read",
        "blacklisting.read",
        "deposit.read",
        "deposit.add",
        "appointee.read",
        "appointee.add",
        "sanction.add",
        "reply.add",
        "membership.add",
    ),
)
"""What the page asks before it shows a part or a button."""


def allowed(actor: Actor) -> dict[str, bool]:
    """The same for templates: `may.permit_read`."""
    return {right.replace(".", "_"): actor.may(right) for right in RIGHTS}
