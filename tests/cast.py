"""The cast: one organisation and one person for each role, two companies, and some people of Malaka and Ende.

All are invented. Everybody's role is in force and every organisation has an agreement.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from sasando.domain.access import Actor

_SPACE = UUID("8d2f1f6e-53c1-4f1f-9a51-000000000000")

# role -> organisation, kind, seat, what it covers, who signs in
_ROLES: dict[str, tuple[str, str, str | None, tuple[str, ...], str]] = {
    "head": ("BP3MI Uji", "service-office", "53.71", ("53",), "Ignas Kepala"),
    "placement-officer": ("BP3MI Uji", "service-office", "53.71", ("53",), "Rina Pengantar"),
    "protection-officer": ("BP3MI Uji", "service-office", "53.71", ("53",), "Yakoba Pelindung"),
    "administrator": ("BP3MI Uji", "service-office", "53.71", ("53",), "Adi Pengelola"),
    "quay-officer": ("Pos Uji Maumere", "post", "53.10", ("53",), "Lorens Pos"),
    "labour-office": ("Dinas Uji Malaka", "labour-office", "53.21", ("53.21",), "Maria Dinas"),
    "village": ("Desa Uji", "village", "53.21.05.2001", ("53.21.05.2001",), "Petrus Desa"),
    "p3mi": ("PT Uji Satu", "branch", "53.71", (), "Dewi Perusahaan"),
    "apjati": ("Asosiasi Uji", "association", "53.71", (), "Hendrik Asosiasi"),
    "clinic": ("Klinik Uji", "health-facility", "53.71", (), "Sari Klinik"),
    "psychologist": ("Psikologi Uji", "psychology", "53.71", (), "Tina Psikolog"),
    "immigration": ("Imigrasi Uji", "immigration", "53.71", (), "Bayu Imigrasi"),
    "police": ("Polda Uji", "police", "53.71", (), "Agus Penyidik"),
    "task-force": ("Gugus Tugas Uji", "task-force", "53.71", (), "Wati Sekretariat"),
    "church": ("Rumah Uji", "church", "53.71", (), "Suster Klara"),
    "sister-office": ("BP3MI Uji Utara", "sister-office", None, (), "Rahmat Utara"),
    "rival": ("PT Uji Dua", "branch", "53.71", (), "Lukas Pesaing"),
}

_GATES = {
    "quay-officer": ["pelabuhan-lorens-say"],
    "labour-office": ["pelabuhan-lewoleba"],
    "sister-office": ["pelabuhan-nunukan", "pelabuhan-makassar"],
}

PEOPLE: dict[str, tuple[str, str, str, str]] = {
    # name -> home, organisation that wrote them down (by role), NIK, sex
    "Yasinta Seran": ("53.21.05.2001", "p3mi", "5321054505990001", "F"),
    "Blasius Nahak": ("53.21.05.2001", "placement-officer", "5321050101950002", "M"),
    "Paulus Wangge": ("53.08", "rival", "5308120303900003", "M"),
    "Hilaria Mbulu": ("53.08", "protection-officer", "5308124409880004", "F"),
}


def key(name: str) -> UUID:
    """The key of somebody or something in the cast, by its name."""
    return uuid5(_SPACE, name)


@dataclass(frozen=True)
class Cast:
    """Everybody, by role or name."""

    actors: dict[str, Actor] = field(default_factory=dict)

    def actor(self, role: str) -> Actor:
        """The actor of a role; "rival" is the other company."""
        return self.actors[role]

    def person(self, name: str) -> UUID:
        """The key of a person."""
        return key(name)


def make_cast(owner: Any) -> Cast:
    """Write the cast, as the owner, in one transaction."""
    with owner.transaction():
        owner.execute(
            "INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest) "
            "VALUES (gen_random_uuid(), '', 'cast.made', '', '', '{}', '')"
        )
        actors = {role: _actor(owner, role, *rest) for role, rest in _ROLES.items()}
        _head_office(owner)
        for name, (home, recorder, nik, sex) in PEOPLE.items():
            _person(owner, name, home, actors[recorder], nik, sex)
    return Cast(actors)


def _actor(
    owner: Any, role: str, organisation: str, kind: str, seat: str | None, covers: tuple[str, ...], name: str
) -> Actor:
    real = "p3mi" if role == "rival" else role
    owner.execute(
        "INSERT INTO organisations_organisation (id, name, kind, seat_id, covers, active) VALUES (%s,%s,%s,%s,%s,true) "
        "ON CONFLICT (id) DO NOTHING",
        [key(organisation), organisation, kind, seat, list(covers)],
    )
    if role in _GATES:
        owner.execute(
            "UPDATE organisations_organisation SET stands_at = %s WHERE id = %s", [_GATES[role], key(organisation)]
        )
    owner.execute(
        "INSERT INTO organisations_agreement (organisation_id, number, since, until) "
        "VALUES (%s, 'uji', current_date - 100, current_date + 100)",
        [key(organisation)],
    )
    owner.execute(
        "INSERT INTO organisations_account (id, login, name, email, organisation_id, is_active, password) "
        "VALUES (%s, %s, %s, '', %s, true, '!')",
        [key(name), f"uji-{role}", name, key(organisation)],
    )
    owner.execute(
        "INSERT INTO organisations_roleassignment (account_id, role, since) VALUES (%s, %s, current_date - 30)",
        [key(name), real],
    )
    return Actor(account=key(name), organisation=key(organisation), role=real, regions=covers, name=name)


def _head_office(owner: Any) -> None:
    """The company of which PT Uji Satu is the branch here; nobody of it signs in."""
    owner.execute(
        "INSERT INTO organisations_organisation (id, name, kind, seat_id, covers, active) "
        "VALUES (%s, 'PT Uji Induk', 'placement-company', '31.71', '{}', true)",
        [key("PT Uji Induk")],
    )
    owner.execute(
        "UPDATE organisations_organisation SET parent_id = %s WHERE id = %s", [key("PT Uji Induk"), key("PT Uji Satu")]
    )


def _person(owner: Any, name: str, home: str, recorder: Actor, nik: str, sex: str) -> None:
    owner.execute(
        "INSERT INTO people_person (id, full_name, description, sex, home_id, region_code, organisation_id, "
        "recorded_by) VALUES (%s, %s, '', %s, %s, %s, %s, %s)",
        [key(name), name, sex, home, home, recorder.organisation, recorder.account],
    )
    owner.execute(
        "INSERT INTO people_identity (person_id, nik, passport_number, phone) VALUES (%s, %s, '', '')", [key(name), nik]
    )
