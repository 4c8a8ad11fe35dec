"""The page /gaya/: every component in every state, with invented content. It is the visual test, and only that.

Everybody on it is invented, and it reads nothing from the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from sasando.web.shell.guard import public

COMPONENTS = (
    "confirm",
    "empty",
    "errors",
    "export",
    "field",
    "field_words",
    "filters",
    "form",
    "notice",
    "number",
    "pager",
    "passkey",
    "progress",
    "sort_heading",
    "steps",
    "summary",
    "tag",
    "timeline",
    "upload",
)
"""Every file of templates/shell/components; a test holds this list, the folder and the page equal."""

# fmt: off
SIGNS = (
    "home", "people", "list", "gate", "building", "map", "audit", "search", "upload", "download", "print", "key",
    "shield", "clock", "help", "menu", "leave", "next", "sun", "moon", "screen", "weave",
)
# fmt: on

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 1, 23, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """One invented person of the list."""

    name: str
    home: str
    job: str
    decision: str
    departs_on: date
    cost: int


PEOPLE = (
    Row("Maria Yuliana Bano", "Timor Tengah Selatan", "Penata laksana rumah tangga", "incomplete", TODAY, 4_250_000),
    Row("Yosef Nahak", "Malaka", "Pekerja perkebunan", "non_procedural", TODAY, 0),
    Row("Antonia Rambu Ana", "Sumba Timur", "Perawat lanjut usia", "cleared", TODAY, 6_800_000),
    Row("Dominggus Lay", "Kupang", "Awak kapal perikanan", "out_of_scope", TODAY, 1_150_000),
    Row("Kornelia Bere", "Belu", "Penata laksana rumah tangga", "cleared", TODAY, 5_400_000),
    Row("Benediktus Tukan", "Flores Timur", "Pekerja konstruksi", "incomplete", TODAY, 2_975_000),
)


class Personal(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Nama"), help_text=_("Satu nama sudah cukup."))
    born_on = forms.DateField(
        label=_("Tanggal lahir"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    phone = forms.CharField(label=_("Nomor telepon"), required=False)
    village = forms.ChoiceField(
        label=_("Desa"), choices=[("", "–"), ("1", "Oebobo"), ("2", "Weain"), ("3", "Praibakul")]
    )
    goes = forms.ChoiceField(
        label=_("Cara berangkat"),
        widget=forms.RadioSelect,
        choices=[("air", _("Pesawat")), ("sea", _("Kapal")), ("unknown", _("Belum diketahui"))],
    )
    told = forms.CharField(label=_("Keterangan"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agrees = forms.BooleanField(label=_("Saya sudah membacakan data ini kepada yang bersangkutan."))


class Narrowing(forms.Form):
    """The filters of a list."""

    cari = forms.CharField(label=_("Nama"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    keputusan = forms.ChoiceField(
        label=_("Keputusan"),
        required=False,
        choices=[("", _("Semua")), ("cleared", _("Lengkap")), ("incomplete", _("Belum lengkap"))],
    )
    sejak = forms.DateField(label=_("Sejak"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class Listed(forms.Form):
    """A list to upload or paste."""

    file = forms.FileField(label=_("Berkas daftar"), help_text=_("Excel, ODS atau CSV; paling besar 5 megabita."))
    pasted = forms.CharField(label=_("Tempel isi daftar"), required=False, widget=forms.Textarea(attrs={"rows": 4}))


def many() -> Iterator[Row]:
    """Enough rows for a pager: the invented people, one week after the other."""
    for week in range(183):
        for row in PEOPLE:
            yield replace(row, departs_on=row.departs_on + timedelta(weeks=week))


def listed_rows(narrowed: dict[str, str], order: str = "") -> list[Row]:
    """The rows that the filters leave, in the order that the address names; an unknown name changes nothing."""
    found = [
        row
        for row in many()
        if narrowed.get("cari", "").casefold() in row.name.casefold()
        and narrowed.get("keputusan", "") in {"", row.decision}
        and narrowed.get("sejak", "") <= row.departs_on.isoformat()
    ]
    key = order.removeprefix("-")
    if key in {"name", "home", "departs_on", "cost"}:
        found.sort(key=lambda row: getattr(row, key), reverse=order.startswith("-"))
    return found


def steps() -> list[dict[str, object]]:
    """Done, late, current and to come."""
    return [
        {"label": _("Daftar diterima"), "state": "done", "day": TODAY - timedelta(days=9)},
        {"label": _("Sertifikat sehat"), "state": "late", "day": TODAY, "note": _("Dua orang belum diperiksa.")},
        {"label": _("Pemeriksaan petugas"), "state": "current", "url": "#langkah"},
        {"label": _("Berangkat"), "state": "todo", "day": TODAY + timedelta(days=12)},
    ]


def events() -> list[dict[str, object]]:
    """One event of each kind."""
    return [
        {"at": NOW, "who": "Lusia Kolo", "what": _("Daftar diperiksa: 2 lengkap, 3 belum."), "kind": "good"},
        {
            "at": NOW - timedelta(hours=3),
            "who": "Yakobus Manek",
            "what": _("Satu nama tidak turun dari kapal."),
            "kind": "bad",
            "note": _("Terakhir terlihat di Larantuka."),
        },
        {
            "at": NOW - timedelta(days=1),
            "what": _("Izin perusahaan habis 30 hari lagi."),
            "kind": "warn",
            "url": "#alur",
        },
        {"at": NOW - timedelta(days=9), "who": "PT Cendana Karya (rekaan)", "what": _("Daftar diunggah.")},
    ]


def known() -> list[dict[str, object]]:
    """A value, a link, a correction, and nothing."""
    return [
        {"label": _("Nama"), "value": "Maria Yuliana Bano", "change_url": "#ringkasan"},
        {"label": _("Asal"), "value": "Desa Oebobo, Timor Tengah Selatan", "url": "#ringkasan"},
        {"label": _("Paspor"), "value": "", "change_url": "#ringkasan"},
        {
            "label": _("Perusahaan"),
            "value": "PT Cendana Karya (rekaan)",
            "note": _("Izin berlaku sampai 30 Juni 2026"),
        },
    ]


def job(request: HttpRequest) -> HttpResponse:
    """The progress of an invented job: a tenth further each time; asked with `-`, nobody knows how far it is."""
    asked = request.GET["kemajuan"]
    percent = min(int(asked) + 10, 100) if asked.isdigit() else None
    context = {
        "label": _("Memeriksa daftar"),
        "url": f"?kemajuan={asked if percent is None else percent}",
        "percent": percent,
        "done": (percent or 0) * 100,
        "total": 10_000 if percent else None,
        "cancel_url": "?",
        "finished": percent == 100,
        "result": _("Lihat hasil"),
        "result_url": "#daftar" if percent == 100 else "",
    }
    return render(request, "shell/components/progress.html", context)


@public("Every person on it is invented and it reads no data")
def gaya(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    if "kemajuan" in request.GET:
        return job(request)
    rows = Paginator(listed_rows(request.GET.dict(), request.GET.get("urut", "")), 12)
    context = {
        "page": rows.get_page(request.GET.get("halaman")),
        "fresh": Personal(prefix="baru"),
        "wrong": Personal({"salah-phone": "0812", "salah-born_on": "31-31-2026"}, prefix="salah"),
        "narrowing": Narrowing(request.GET or None),
        "listed": Listed(),
        "steps": steps(),
        "events": events(),
        "known": known(),
        "today": TODAY,
        "kinds": ["good", "warn", "bad", "out", "info", "unknown"],
        "decisions": ["non_procedural", "incomplete", "out_of_scope", "cleared"],
        "outcomes": [
            "met",
            "missing",
            "expired",
            "contradicted",
            "violated",
            "unknown",
            "not_yet_due",
            "not_applicable",
        ],
        "signs": SIGNS,
        "options": {"publicKey": {"challenge": "AAAA", "rpId": "localhost"}},
    }
    return render(request, "shell/gaya.html", context)
