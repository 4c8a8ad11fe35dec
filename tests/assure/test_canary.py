"""Every sensitive field holds a word of its own; pages and files are read as every role: no word is misplaced."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

import psycopg
import pypdf
import pytest
from tests.cast import Cast, key
from tests.domain.matrix import leave_only_the_cast

from sasando.domain.access import Actor, is_allowed, roles
from sasando.domain.rosters.checking import RULES

WORD = re.compile(r"KNR[A-Z0-9]{8}")
SAMPLE = ("p3mi", "village", "police", "administrator")
SKIP = re.compile(r"^/(masuk/keluar|bahasa|demo|static)")


@dataclass(frozen=True)
class Canary:
    """Somebody whose every field is a word that stands nowhere else, and how organisations stand to them."""

    name: str
    by: str  # the role whose organisation wrote them down
    region: str
    assigned: tuple[str, ...] = ()
    adverse: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)


CANARIES = [
    Canary("one", "p3mi", "53.21.05.2001"),
    Canary("two", "rival", "53.08"),
    Canary("three", "placement-officer", "53.21", assigned=("police", "clinic", "psychologist")),
    Canary("four", "church", "53.08", assigned=("immigration", "sister-office")),
    Canary("five", "village", "53.21.05.2001", adverse=("police",), assigned=("police",)),
    Canary("six", "p3mi", "53.21", adverse=("p3mi",)),
    Canary("seven", "labour-office", "53.21"),
]
THINGS = {
    "person": "PRS",
    "identity": "IDN",
    "roster": "RST",
    "entry": "NTR",
    "verdict": "VRD",
    "flag": "FLG",
    "document": "DCM",
}


def word(canary: Canary, thing: str) -> str:
    return f"KNR{THINGS[thing]}{canary.name.upper()}"[:11].ljust(11, "X")


def relations(actor: Actor, cast: Cast, canary: Canary, thing: str) -> set[str]:
    """How the actor really stands to this canary's rows, from the facts above and nothing else."""
    mine = {role for role, one in cast.actors.items() if one.organisation == actor.organisation}
    if thing != "roster" and mine & set(canary.adverse):
        return set()
    held = {"none"}
    held |= {"own"} if canary.by in mine else set()
    inside = any(canary.region == code or canary.region.startswith(f"{code}.") for code in actor.regions)
    held |= {"covers"} if inside else set()
    held |= {"assigned"} if thing != "roster" and mine & set(canary.assigned) else set()
    return held


def may_read(actor: Actor, cast: Cast, canary: Canary, thing: str) -> bool:
    parent = {"identity": "person", "document": "person", "verdict": "entry", "flag": "entry"}.get(thing)
    held = relations(actor, cast, canary, thing)
    own = any(is_allowed(actor.role, f"{thing}.read", one) for one in held)  # type: ignore[arg-type]
    return own and (parent is None or may_read(actor, cast, canary, parent))


@pytest.fixture(scope="module")
def canaries(database, cast):
    """Everybody of `CANARIES`, while the tests of this file run."""
    with psycopg.connect(database.url("owner"), autocommit=True) as owner, owner.transaction():
        for canary in CANARIES:
            _write(owner, cast, canary)
    yield CANARIES
    leave_only_the_cast(database)


def _write(owner, cast: Cast, canary: Canary) -> None:
    actor = cast.actor(canary.by)
    person, roster, entry = (key(f"{prefix} {canary.name}") for prefix in ("canary", "canary list", "canary entry"))
    owner.execute(
        "INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest) "
        "VALUES (gen_random_uuid(), '', 'canary.made', '', '', '{}', '')"
    )
    owner.execute(
        "INSERT INTO people_person (id, full_name, description, sex, region_code, organisation_id) "
        "VALUES (%s, %s, '', 'F', %s, %s)",
        [person, word(canary, "person"), canary.region, actor.organisation],
    )
    owner.execute(
        "INSERT INTO people_identity (person_id, nik, passport_number, phone) VALUES (%s, %s, %s, %s)",
        [person, *[word(canary, "identity")] * 3],
    )
    owner.execute(
        "INSERT INTO documents_document (id, person_id, organisation_id, by, kind, number, issued_by, facts) "
        "VALUES (gen_random_uuid(), %s, %s, gen_random_uuid(), 'passport', %s, '', '{}')",
        [person, actor.organisation, word(canary, "document")],
    )
    for role in canary.assigned:
        owner.execute(
            "INSERT INTO people_assignment (person_id, organisation_id, region_code, purpose, until) "
            "VALUES (%s, %s, %s, '', current_date + 9)",
            [person, cast.actor(role).organisation, canary.region],
        )
    for role in canary.adverse:
        owner.execute(
            "INSERT INTO people_adversity (person_id, organisation_id, region_code) VALUES (%s, %s, %s)",
            [person, cast.actor(role).organisation, canary.region],
        )
    owner.execute(
        "INSERT INTO rosters_roster (id, kind, organisation_id, region_code, title, stage, state, read, total, "
        "because, sheet, letter, notes, rules_version, rules_hash, added_by, checked_at) "
        "VALUES (%s, 'batch', %s, %s, %s, 'DEPART', 'ready', 1, 1, '{}', '', '{}', '[]', 'x', %s, %s, now())",
        [roster, actor.organisation, canary.region, word(canary, "roster"), RULES, actor.account],
    )
    owner.execute(
        "INSERT INTO rosters_entry (id, roster_id, row, full_name, person_id, organisation_id, region_code, stage, "
        "judged_for, rules_hash, decision, gaps, unread, departs_on) VALUES (%s, %s, 2, %s, %s, %s, %s, 'DEPART', %s, "
        "%s, 'incomplete', 1, 1, current_date + 2)",
        [entry, roster, word(canary, "entry"), person, actor.organisation, canary.region, date(2026, 3, 1), RULES],
    )
    said = word(canary, "verdict")
    owner.execute(
        "INSERT INTO rosters_verdict (entry_id, dossier, shown, errors, gaps) VALUES (%s, %s, '{}', %s, '[]')",
        [
            entry,
            psycopg.types.json.Json(
                {"scheme": "P2P", "country": "MY", "employer_name": f"PT {said}", "employer_contract": "PT Lain Sekali"}
            ),
            psycopg.types.json.Json([{"column": "Usia", "value": said, "because": {"id": said, "en": said}}]),
        ],
    )
    owner.execute("INSERT INTO rosters_flag (entry_id, codes) VALUES (%s, '[]')", [entry])


def text_of(answer) -> str:
    """Everything that a file or page says."""
    body, kind = answer.content, answer["Content-Type"]
    if "spreadsheet" in kind:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    if "pdf" in kind:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    return body.decode("utf-8", "ignore") + str(answer.headers)


def addresses(client, canaries) -> Iterator[tuple[str, str]]:
    """Every page and file that can be reached, and those of every canary, whether or not a link leads there."""
    waiting = ["/", "/orang/cari/?q=KNR", "/orang/?q=KNR", "/daftar/?q=KNR", "/daftar/orang/?q=KNR", "/jejak/semua/"]
    for canary in canaries:
        waiting += [
            f"/orang/{key(f'canary {canary.name}')}/",
            f"/dokumen/orang/{key(f'canary {canary.name}')}/",
            f"/daftar/{key(f'canary list {canary.name}')}/",
            f"/daftar/{key(f'canary list {canary.name}')}/sel/",
            f"/daftar/{key(f'canary list {canary.name}')}/hasil.xlsx",
            f"/daftar/{key(f'canary list {canary.name}')}/hasil.pdf",
            f"/daftar/orang/{key(f'canary entry {canary.name}')}/",
            f"/orang/cari/?q={word(canary, 'identity')}",
        ]
    seen = set()
    for address in waiting:
        if address in seen or len(seen) > 400:
            continue
        seen.add(address)
        answer = client.get(address)
        if answer.status_code >= 400:
            continue
        text = text_of(answer)
        yield address, text
        links = re.findall(r'href="([^"#]+)"', text) if "html" in answer["Content-Type"] else []
        for link in links:
            if link.startswith("/") and not SKIP.match(link) and not re.match(r"/(wilayah|gerbang)/.+", link):
                waiting.append(link.replace("&amp;", "&"))
            elif link.startswith("?"):
                waiting.append(urlsplit(address).path + link.replace("&amp;", "&"))


class TestEveryWordOnEveryPage:
    @pytest.mark.parametrize("role", roles())
    def test_stands_only_where_the_reader_may_see_it(self, database, canaries, cast, client_of, role, whole, figure):
        if not whole and role not in SAMPLE:
            return
        client, actor = client_of(role), cast.actor(role)
        allowed = {word(one, thing) for one in canaries for thing in THINGS if may_read(actor, cast, one, thing)}
        found, misplaced, pages = set(), [], 0
        for address, text in addresses(client, canaries):
            pages += 1
            words = set(WORD.findall(text)) - set(WORD.findall(address))
            found |= words
            misplaced += [(address, one) for one in words - allowed]
        figure(f"pages and files read as {role}", pages)
        figure(f"words found as {role}, of those allowed", f"{len(found & allowed)} of {len(allowed)}")
        figure(f"misplaced words as {role}", len(misplaced))
        assert misplaced == []
        assert found or not allowed or role in ("administrator", "apjati", "task-force")
