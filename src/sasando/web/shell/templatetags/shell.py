"""Days, numbers, icons and states in templates of every area: `{% load shell %}`.

A state is never colour alone: `{% tag %}` writes its shape, its word and its colour together.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from sasando.core.law.verdict import Decision, Outcome
from sasando.exchange.reports import words

register = template.Library()

NOTHING = "–"

TONES: Mapping[str, str] = {
    "cleared": "good",
    "incomplete": "warn",
    "non_procedural": "bad",
    "out_of_scope": "out",
    "met": "good",
    "missing": "warn",
    "expired": "warn",
    "contradicted": "bad",
    "violated": "bad",
    "not_yet_due": "info",
    "not_applicable": "unknown",
}
"""The colours that decisions and outcomes of the law engine wear; every other kind is its own tone."""

SHAPES: Mapping[str, str] = {
    "good": "●",
    "warn": "▲",
    "bad": "■",
    "out": "◆",
    "info": "◇",
    "unknown": "○",
    **{decision.value: shape for decision, shape in words.DECISION_SHAPES.items()},
    **{outcome.name.lower(): shape for outcome, shape in words.OUTCOME_SHAPES.items()},
}

_SAYS = {
    **{decision.value: words.DECISIONS[decision] for decision in Decision},
    **{outcome.name.lower(): words.OUTCOMES[outcome] for outcome in Outcome},
}


def _language() -> words.Language:
    return "en" if (get_language() or "").startswith("en") else "id"


@register.filter
def day(when: date | datetime | None) -> str:
    """`{{ batch.departs_on|day }}` -> 3 Maret 2026. A moment counts as the day it is in Kupang."""
    if not when:
        return NOTHING
    if isinstance(when, datetime):
        when = when.astimezone(words.WITA).date()
    return words.day(when, _language())


@register.filter
def moment(at: datetime | None) -> str:
    """`{{ fact.at|moment }}` -> 3 Maret 2026 07:05 WITA, by the clock of Kupang."""
    return words.moment(at, _language()) if at else NOTHING


@register.filter
def plain_number(number: float | Decimal | None) -> str:
    """`{{ count|plain_number }}` -> 1.096 in Indonesian, 1,096 in English; 12,5 and 12.5."""
    if number is None:
        return NOTHING
    written = f"{number:,}"
    return written if _language() == "en" else written.translate(str.maketrans(",.", ".,"))


@register.filter
def page_numbers(page: "Page[object]") -> Iterable[int | str]:
    """The numbers that a pager shows: the ends, the neighbours, and … for what lies between."""
    return cast(Iterable[int | str], page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "people" %}` draws one sign of our sprite; readers of screens skip it, so a word stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("shell/icons.svg"),
        name,
    )


@register.simple_tag
def tag(kind: str, word: str = "") -> SafeString:
    """`{% tag row.decision %}` or `{% tag "warn" _("Habis 3 hari lagi") %}`: shape, word and colour of a state.

    `kind` is a decision (`cleared`), an outcome (`missing`), or one of good, warn, bad, out, info, unknown; only
    these last need a `word`. An unknown kind is shown as unknown, never as something good.
    """
    key = str(kind)
    if not word:
        word = _SAYS[key][_language()] if key in _SAYS else key
    tone = TONES.get(key, key if key in SHAPES else "unknown")
    return format_html(
        '<span class="tag tag-{}"><span class="shape" aria-hidden="true">{}</span>{}</span>',
        tone,
        SHAPES.get(key, SHAPES["unknown"]),
        word,
    )
