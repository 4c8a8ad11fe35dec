"""Whom one can be in the demo world: the account `demo-<role>` of each role, found without anybody being signed in."""

import time
from dataclasses import dataclass
from typing import Final

from django.contrib.auth import login
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.domain import audit
from sasando.domain.access import Actor, act_as, roles
from sasando.domain.organisations.acting import account_of, actors_of
from sasando.domain.organisations.kinds import ROLE_NAMES
from sasando.domain.organisations.models import Account, Organisation
from sasando.web.shell.guard import PROVED_AT
from sasando.web.shell.request import ROLE, SEEN, STARTED, Request

LOGIN: Final = "demo-"
_BACKEND: Final = "sasando.web.sign_in.backend.NarrowBackend"
_EVERYBODY: Final = """
    SELECT asked.role, a.account, s.organisation, s.regions, s.name
    FROM unnest(%s::text[], %s::text[]) AS asked (role, login),
         security.account_of(asked.login) AS a (account),
         security.actors_of(a.account) AS s
    WHERE s.role = asked.role
"""

FIRST: Final[dict[str, Promise]] = {
    "head": _("Membaca keadaan provinsi: daftar, keputusan, dan mitra yang perlu dihubungi."),
    "placement-officer": _("Memeriksa daftar calon yang masuk hari ini, lengkap dengan pasalnya."),
    "protection-officer": _("Melihat siapa yang berangkat minggu ini dengan dokumen yang kurang."),
    "quay-officer": _("Melihat siapa yang lewat hari ini, lalu mencatat yang tidak ada di daftar."),
    "labour-office": _("Melihat warga kabupatennya yang berangkat minggu ini."),
    "village": _("Membuka buku warga yang pergi, dari ponsel."),
    "p3mi": _("Mengunggah daftar sendiri dan melihat kekurangannya sebelum berangkat."),
    "apjati": _("Mencari kontak lembaga yang sudah dipastikan."),
    "clinic": _("Membuka calon yang diserahkan untuk diperiksa kesehatannya."),
    "psychologist": _("Membuka calon yang diserahkan untuk diperiksa psikologinya."),
    "immigration": _("Membuka pemohon paspor yang diserahkan ke konter."),
    "police": _("Membuka orang yang diserahkan untuk ditelusuri."),
    "task-force": _("Melihat lembaga mana yang ikut serta dan siapa kontaknya."),
    "church": _("Membuka orang yang didampingi dan mencatat yang baru datang."),
    "sister-office": _("Menjawab: apakah orang ini dari NTT?"),
    "administrator": _("Memeriksa akun, perjanjian, dan jejak yang tersegel."),
}
"""What each role does first."""

GROUPS: Final = (
    ("office", _("BP3MI dan posnya"), "building", ("head", "placement-officer", "protection-officer", "quay-officer")),
    ("region", _("Daerah dan pengelola"), "map", ("labour-office", "village", "task-force", "administrator")),
    ("placement", _("Penempatan dan pemeriksaan"), "list", ("p3mi", "apjati", "clinic", "psychologist")),
    ("protection", _("Penegakan dan pendampingan"), "shield", ("immigration", "police", "church", "sister-office")),
)
"""How the roles stand on the page: key, heading, icon, roles."""


ALSO: Final = (
    ("village", "sumba-barat", _("Desa di Sumba Barat")),
    ("labour-office", "sumba-barat", _("Dinas Sumba Barat")),
    ("quay-officer", "el-tari", _("Helpdesk El Tari")),
)
"""Others of a role whom one can be too: role, which one, where."""


@dataclass(frozen=True, slots=True)
class Guest:
    """One role as it can be entered."""

    role: str
    role_name: str | Promise
    first: Promise
    name: str
    organisation: str


def guests() -> dict[str, Guest]:
    """Everybody whom one can be, by role; the database is asked as the first of them, and for names only."""
    keys = list(roles())
    with connection.cursor() as cursor:
        cursor.execute(_EVERYBODY, [keys, [f"{LOGIN}{role}" for role in keys]])
        actors = [
            Actor(account=account, organisation=organisation, role=role, regions=tuple(regions), name=name)
            for role, account, organisation, regions, name in cursor.fetchall()
        ]
    names = _names_of(actors)
    return {
        one.role: Guest(one.role, ROLE_NAMES[one.role], FIRST[one.role], one.name, names.get(one.organisation, ""))
        for one in actors
    }


def _names_of(actors: list[Actor]) -> dict[object, str]:
    if not actors:
        return {}
    act_as(actors[0])
    named = dict(Organisation.objects.filter(pk__in={one.organisation for one in actors}).values_list("pk", "name"))
    act_as(None)
    return named


def sign_in_as(request: Request, role: str, at: str = "") -> bool:
    """Begin a session as the demo account of the role, or as the one of `ALSO` that is elsewhere. False when there is
    none, or it may not act today.
    """
    if at and (role, at) not in {(one, where) for one, where, _title in ALSO}:
        return False
    account = account_of(f"{LOGIN}{role}-{at}" if at else f"{LOGIN}{role}")
    actor = next((one for one in actors_of(account) if one.role == role), None) if account else None
    if actor is None:
        return False
    act_as(actor)
    user = Account.objects.get(pk=actor.account)
    login(request, user, backend=_BACKEND)
    now = time.time()
    request.session.update({STARTED: now, SEEN: now, PROVED_AT: now, ROLE: role})
    audit.record("session.started", user, by=actor)
    return True
