"""What the State allowed the companies of the world: licences, permits, job orders, sanctions, the public list."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from sasando.core.facts.countries import read_country
from sasando.core.facts.positions import read_position
from sasando.domain.access import Actor, act_as
from sasando.domain.licences.actions import (
    add_blacklisting,
    add_branch_licence,
    add_cooperation,
    add_deposit,
    add_employer,
    add_job_order,
    add_membership,
    add_partner,
    add_permit,
    appoint,
    record_sanction,
    reply_to_sanction,
    verify_job_order,
    withdraw_permit,
)
from sasando.domain.licences.listing import headings, read_list
from sasando.domain.licences.models import Licence, Permit, Sanction
from sasando.domain.licences.public_list import import_list
from sasando.domain.licences.states import add_licence, record_state
from sasando.domain.organisations.models import Organisation
from sasando.exchange.sheet import csv_of
from sasando.project.demo_world.dossiers import Company, Job, companies, jobs
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.names import full_name

_HEADS: Final = {"lontar": "lontar-kupang"}  # the only one with its head office here
_MEMBERS: Final = ("tenun", "lontar", "sirih", "sandel")
_JOBS: Final = {
    "tenun": ("maid-malaysia", "caretaker-taiwan", "factory-malaysia", "maid-singapore"),
    "lontar": ("plantation-malaysia", "factory-malaysia", "maid-malaysia"),
    "sirih": ("maid-malaysia", "plantation-malaysia"),
    "moko": ("crew-merchant", "crew-fishing"),
    "sandel": ("maid-malaysia", "plantation-malaysia", "caretaker-taiwan"),
    "kakatua": ("plantation-malaysia", "factory-malaysia"),
    "ombak": ("maid-malaysia", "factory-malaysia"),
    "kelor": ("maid-malaysia", "maid-singapore"),
}
_SUSPENDED_AGO: Final = 40  # as the lists of that company say it (batches.py)
_LIST: Final = "Daftar P3MI di halaman resmi (rekaan untuk demo)"
_CURRENCY: Final = {"MY": "MYR", "TW": "TWD", "SG": "SGD", "HK": "HKD"}
_WAGES: Final = {"MYR": 1700, "TWD": 23_500, "SGD": 650, "HKD": 5100}


class Register:
    """Writes down what is known of one company after the other, in the name of placement officers."""

    def __init__(self, making: Making) -> None:
        self.making, self.random = making, making.random("licences")
        self.by: Actor = making.actor("office", "placement-officer")

    def stated(self, ago: int, source: str = "Surat KP2MI") -> dict[str, Any]:
        """Source and day of a row."""
        number = self.random.randint(100, 999)
        return {"source": f"{source} {number}/{self.making.day(ago).year}", "source_day": self.making.day(ago)}

    def later(self, days: int) -> date:
        """The day so many days from now."""
        return self.making.today + timedelta(days=days)


def make_licences(making: Making) -> None:
    """All of it. The companies and who works there must be there."""
    register = Register(making)
    for key, company in companies().items():
        head = making.organisations[_HEADS.get(key, key)]
        licence = _make_licence(register, key, company, head)
        _make_office(register, key, head)
        for serial, job in enumerate(_JOBS[key]):
            _make_demand(register, key, head, jobs()[job], serial)
        _make_sanction(register, key, head, licence)
    _make_blacklist(register)
    for ago, newer in ((41, False), (3, True)):
        _make_list(register, ago, newer=newer)


def _make_licence(register: Register, key: str, company: Company, head: Organisation) -> Licence:
    began, left = company.runs
    term = {"since": register.making.day(began), "until": register.later(left)}
    licence = add_licence(
        head, by=register.by, id=register.making.key(f"licence/{key}"), number=company.licence,
        basis="Permen P2MI 1/2025", **term, **register.stated(began, "Keputusan izin"),
    )  # fmt: skip
    record_state(licence, by=register.by, state="ACTIVE", **term, **register.stated(began, "Keputusan izin"))
    return licence


def _make_office(register: Register, key: str, head: Organisation) -> None:
    making, random, by = register.making, register.random, register.by
    bank = random.choice(("Bank Negara Uji", "Bank Rakyat Uji"))
    deposit = {"bank": bank, "number": f"DEP-{random.randint(1000, 9999)}", "amount": 1_500_000_000}
    add_deposit(head, by=by, since=making.day(400), **deposit, **register.stated(400))
    branch = making.organisations.get(f"{key}-kupang") if key not in _HEADS else None
    if branch and key != "kakatua":  # of the branch of Kakatua nobody knows a licence
        paper = {"number": f"DPMPTSP-{random.randint(100, 999)}/CAB", "issuer": "DPMPTSP Provinsi NTT"}
        until = register.later({"ombak": -20, "sirih": 48}.get(key, random.randint(200, 500)))
        term = {"since": making.day(420), "until": until}
        add_branch_licence(head, by=by, branch=branch, **paper, **term, **register.stated(420, "Surat Dinas"))
    for role, sex in (("DIRECTOR", "M"), ("FIELD_STAFF", "F"), ("FIELD_STAFF", "M")):
        letter = f"SP-{random.randint(10, 99)}/{making.today.year}" if role == "FIELD_STAFF" else ""
        at = branch if role == "FIELD_STAFF" else None
        name, since = full_name(random, "53.71", sex), making.day(random.randint(90, 380))
        appoint(head, by=by, branch=at, role=role, name=name, letter=letter, since=since, **register.stated(80))
    if key in _MEMBERS:
        association = making.organisations["association"]
        add_membership(head, by=by, association=association, since=making.day(500), **register.stated(300))


def _make_demand(register: Register, key: str, head: Organisation, job: Job, serial: int) -> None:
    making, random, by = register.making, register.random, register.by
    country, position = read_country(job.country), read_position(job.position)
    sex = "F" if job.women >= 85 else "M" if job.women <= 20 else ""
    work = {"position": position, "sex": sex}
    left = 52 if (key, serial) == ("tenun", 1) else random.randint(110, 420)
    number = f"SIP2MI-{making.today.year}-{9100 + 10 * list(_JOBS).index(key) + serial}"
    term = {"since": making.day(random.randint(260, 420)), "until": register.later(left)}
    permit = add_permit(
        head, by=by, id=making.key(f"permit/{key}/{serial}"), number=number, country=country,
        quota=random.randint(4, 18) * 10, **work, **term, **register.stated(260),
    )  # fmt: skip
    if key == "kelor" and serial == 0:
        withdraw_permit(permit, by=by, on=making.day(_SUSPENDED_AGO), because="Penempatan dihentikan sementara")
    _make_orders(register, head, job, permit, alone=(key, serial) == ("sandel", 0))


def _make_orders(register: Register, head: Organisation, job: Job, permit: Permit, *, alone: bool) -> None:
    """Two orders for a permit; `alone`: the household of the second has no partner agency."""
    making, random, by = register.making, register.random, register.by
    kind = "LEGAL_ENTITY" if job.legal_entity else "HOUSEHOLD"
    partner = _partner(register, head, job, permit.country)
    currency = _CURRENCY.get(permit.country, "USD")
    for place, name in enumerate(job.employers[:2]):
        employer = head.employers.filter(name=name, country=permit.country).first() or add_employer(
            head, by=by, name=name, country=permit.country, kind=kind, **register.stated(200)
        )
        none = alone and place == 1
        with_whom = {"partner": None if none else partner, "without_partner": none or partner is None}
        order = add_job_order(
            head, by=by, id=making.key(f"order/{permit.pk}/{place}"), employer=employer, permit=permit,
            number=f"JO-{permit.number[7:]}-{place + 1}", position=permit.position, sex=permit.sex,
            wanted=max(1, permit.quota // 2 - 10 * place), wage=_WAGES.get(currency, 550), currency=currency,
            until=register.later(random.randint(40, 300)), **with_whom, **register.stated(190, "Surat permintaan"),
        )  # fmt: skip
        if place == 0 or random.random() < 0.7:
            on, verified = making.day(random.randint(235, 270)), f"VER-{random.randint(1000, 9999)}"
            by_whom = {"verified_number": verified, "verified_on": on, "verified_by": "Atnaker Perwakilan RI"}
            verify_job_order(order, by=by, unlisted_on=on, **by_whom)


def _partner(register: Register, head: Organisation, job: Job, country: str) -> Any:
    if not job.agency:
        return None
    there = head.partners.filter(name=job.agency, country=country).first()
    if there:
        return there
    partner = add_partner(head, by=register.by, name=job.agency, country=country, **register.stated(230))
    paper = {"number": f"PKS-{register.random.randint(100, 999)}", "since": register.making.day(230)}
    until = register.later(register.random.randint(30, 500))
    add_cooperation(head, by=register.by, partner=partner, until=until, **paper, **register.stated(230))
    return partner


def _make_sanction(register: Register, key: str, head: Organisation, licence: Licence) -> None:
    making, by = register.making, register.by
    for one in _sanctions(making).get(key, ()):
        since, reply, touches = making.day(one.pop("ago")), one.pop("reply", ""), one.pop("touches", True)
        made = record_sanction(
            head, by=by, licence=licence if touches else None, since=since, decided_on=since,
            issuer="Direktur Jenderal Pelindungan", **one, **register.stated((making.today - since).days, "Keputusan"),
        )  # fmt: skip
        if reply:
            _reply(making, key, made, reply)


def _sanctions(making: Making) -> dict[str, tuple[dict[str, Any], ...]]:
    article = "Permen P2MI 4/2025 Pasal 9 ayat (1)"
    return {
        "kelor": ({
            "step": "SUSPENSION_FULL", "ago": _SUSPENDED_AGO, "article": article,
            "reason": "Merekrut tanpa seleksi di Dinas dan tanpa OPP.", "number": "SK-Uji 31",
        },),
        "sirih": ({
            "step": "SUSPENSION_PART", "ago": 210, "until": making.day(120), "article": article,
            "reason": "Tidak melaporkan hasil seleksi ke Dinas.", "activity": "perekrutan ke Malaysia",
            "reply": "Laporan seleksi sudah kami kirim melalui Dinas; tanda terimanya kami lampirkan. "
                     "Petugas yang lalai sudah diganti.",
        },),
        "tenun": ({
            "step": "WARNING", "ago": 25, "touches": False, "article": "PP 59/2021 Pasal 86 ayat (3) huruf b",
            "reason": "Laporan keberangkatan bulan lalu terlambat.",
        },),
    }  # fmt: skip


def _reply(making: Making, key: str, sanction: Sanction, text: str) -> None:
    company = making.actor(f"{key}-kupang", "p3mi")
    act_as(company)
    reply_to_sanction(sanction, by=company, text=text, on=sanction.decided_on + timedelta(days=6))
    act_as(None)


def _make_blacklist(register: Register) -> None:
    for kind, name, country, reason in (
        ("EMPLOYER", "Wu Mei-Ling", "TW", "Upah tidak dibayar, diumumkan Perwakilan RI."),
        ("PARTNER", "Agensi Pekerjaan Rimba Kelabu", "MY", "Dokumen pekerja ditahan."),
    ):
        since = register.making.day(75)
        listed = {"kind": kind, "country": country, "reason": reason, "since": since}
        add_blacklisting(by=register.by, name=name, **listed, **register.stated(75, "Pengumuman"))


def _make_list(register: Register, ago: int, *, newer: bool) -> None:
    """The public list; the newer one says three things that our record does not."""
    rows = list(_rows(register, ago))
    if newer:
        rows = [_differing(register, row) for row in rows]
        rows.append(["PT Cendana Putih Mandala", "SIP3MI-9121", "aktif", register.making.day(30), register.later(330)])
    read = read_list(csv_of(headings(), rows))
    import_list(read, by=register.by, source=_LIST, source_day=register.making.day(ago), name="daftar-p3mi.csv")


def _rows(register: Register, ago: int) -> Iterator[list[Any]]:
    for key, company in companies().items():
        began, left = company.runs
        state = "dihentikan sementara" if key == "kelor" and ago <= _SUSPENDED_AGO else "aktif"
        yield [company.name, company.licence, state, register.making.day(began), register.later(left)]


def _differing(register: Register, row: list[Any]) -> list[Any]:
    if row[1] == companies()["ombak"].licence:
        return [*row[:4], register.later(400)]
    return [*row[:2], "peringatan tertulis", *row[3:]] if row[1] == companies()["sandel"].licence else row
