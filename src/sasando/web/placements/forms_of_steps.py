"""The form of a step, made from what the step states and from the declaration of each fact.

A field is read as a cell of a list is read, so that what is wrong is said in the same sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from sasando.core.facts import FACTS, Fact, Kind
from sasando.core.facts.positions import position_title
from sasando.core.law.rulebook import Rulebook
from sasando.domain.placements.actions import read_facts
from sasando.domain.placements.kinds import STEPS
from sasando.web.placements import words

_DONE_HERE: Final = {  # the deed is the recording itself, so its day is today unless somebody says otherwise
    "informed": "informed_on",
    "village_verified": "village_verified_on",
    "consent": "consent_acknowledged_on",
}
_DAY_OF: Final = _DONE_HERE | {
    "registered": "registered_on",
    "selected": "selected_at_office_on",
    "recruited": "recruited_on",
    "agreement": "placement_agreement_on",
    "insured_before": "premium_pre_on",
    "contract": "contract_on",
    "sea_contract": "sea_contract_on",
    "oriented": "orientation_on",
    "insured_during": "premium_during_on",
}
"""The fact that is the day of the step itself: then no second day is asked."""
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Of what placement a form asks: the rules that judge it, what is known of it, the day."""

    rulebook: Rulebook
    on_land: bool
    known: Mapping[str, Any]
    today: date


class StepForm(forms.Form):
    """The facts of one kind of step. What is known already stands in it; only what changes is stated again."""

    def __init__(self, data: Any = None, *, kind: str, asked: Asked) -> None:
        super().__init__(data)
        self.kind, self.today, self.read = kind, asked.today, dict[str, Any]()
        self.known = {key: _written(key, asked.known[key]) for key in STEPS[kind].facts if key in asked.known}
        self.initial = {_DONE_HERE[kind]: asked.today.isoformat()} if kind in _DONE_HERE else {}
        self.initial |= self.known
        for key in STEPS[kind].facts:
            articles = words.articles_of(key, asked.rulebook, on=asked.today, on_land=asked.on_land)
            self.fields[key] = _field(FACTS[key], articles)
        if kind not in _DAY_OF:
            self.fields["on"] = forms.DateField(label=_("Tanggal langkah ini"), widget=_day(), initial=asked.today)
        if kind == "withdrawn":
            self.fields["reason"] = forms.CharField(
                label=_("Mengapa tidak jadi berangkat?"),
                max_length=300,
                widget=forms.Textarea({"rows": 3}),
                error_messages={"required": _("Tulis alasannya, supaya yang lain tahu.")},
            )

    def clean(self) -> dict[str, Any]:
        """The facts that were changed, as values; every problem at its field, in the words of a list."""
        given: dict[str, Any] = super().clean() or {}
        facts = STEPS[self.kind].facts
        typed = {key: _typed(given.get(key)) for key in facts}
        self.read, problems = read_facts(self.kind, typed)
        for key, problem in problems.items():
            self.add_error(key, problem.because[words.language()])
        if facts and not self.read and not problems:
            raise forms.ValidationError(_("Isi paling sedikit satu. Yang belum diketahui boleh kosong."))
        if self.on > self.today:
            self.add_error(_DAY_OF.get(self.kind, "on"), _("Tanggal ini belum tiba."))
        return given

    @property
    def on(self) -> date:
        """The day of the step."""
        stated = self.read.get(_DAY_OF.get(self.kind, ""))
        on: date = stated or self.cleaned_data.get("on") or self.today
        return on

    def changed(self) -> dict[str, Any]:
        """Of the facts those that say something else than what was known."""
        before, _problems = read_facts(self.kind, {key: _typed(value) for key, value in self.known.items()})
        return {key: value for key, value in self.read.items() if before.get(key) != value}


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def _typed(value: Any) -> str:
    """One cell out of a field; ticked letters are one word."""
    return "".join(value) if isinstance(value, list) else str(value or "")


def _written(key: str, value: Any) -> Any:
    """A value that is known, as it stands in its field and is read again as the same."""
    kind = FACTS[key].kind
    if kind is Kind.YES_NO:
        return "ya" if value else "tidak"
    if kind is Kind.POSITION:
        return position_title(value)
    if kind is Kind.LETTERS:
        return list(value)
    return str(value) if value != "" else "tidak ada"


def _field(fact: Fact, articles: list[str]) -> forms.Field:
    """The field of a fact: codes as a choice, yes and no as three answers, days and numbers with their keyboard."""
    asked = translated("Diminta %(articles)s.") % {"articles": "; ".join(articles)} if articles else ""
    about: dict[str, Any] = {"label": words.label_of(fact.key), "required": False, "help_text": asked}
    if fact.kind is Kind.CODE:
        choices = [("", _("Belum tahu")), *words.code_words(fact.key).items()]
        return forms.ChoiceField(choices=choices, **about)
    if fact.kind is Kind.YES_NO:
        answers = [("ya", _("Ya")), ("tidak", _("Tidak")), ("", _("Belum tahu"))]
        return forms.ChoiceField(choices=answers, widget=forms.RadioSelect({"class": "answers"}), initial="", **about)
    if fact.kind is Kind.LETTERS:
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=list(words.ELEMENTS.items()), widget=boxes, **about)
    return forms.CharField(max_length=_LONGEST, widget=_widget(fact.kind), **about)


def _widget(kind: Kind) -> forms.Widget:
    if kind is Kind.DATE:
        return forms.TextInput({"type": "date"})
    if kind in (Kind.MONEY, Kind.MONTHS, Kind.COUNT, Kind.NIK):
        return forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    return forms.TextInput({"autocomplete": "off"})
