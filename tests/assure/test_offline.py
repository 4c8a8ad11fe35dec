"""Phones without signal: what they hold when they are seized, what is lost over bad links, what malice can send."""

import json
import os
import random
import re
import signal
import threading
import time
import urllib.error
import urllib.request
from base64 import b64decode
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID, uuid4, uuid5

import psycopg
import pytest
from django.db import transaction
from tests.domain.test_sync import KINDS, odd_body
from tests.gate_phone import go, paste, phone_of, queued, sign_in, take_along, tick
from tests.links import BadLink, Link
from tests.phones import Phone, is_receipt, wire
from tests.saturday import LEWOLEBA, MAKASSAR, MAUMERE, acts, announced
from tests.site import Visitor

from sasando.domain.passages.models import Tick
from sasando.domain.passages.voyages import told_of
from sasando.domain.rosters.models import Entry
from sasando.domain.sync.envelopes import Broken, read_envelope
from sasando.domain.sync.models import Envelope, State
from sasando.domain.sync.receiving import receive

__all__ = ["acts", "announced"]
LINKS = (
    Link("good"),
    Link("50 kbit/s", rate=6_250, trip=0.3),
    Link("far", trip=1.2),
    Link("answers lost after the commit", loses=0.3),
    Link("cut on the way", cuts=0.3, trip=0.1),
    Link("all of it", rate=20_000, trip=0.4, cuts=0.2, loses=0.2, stalls=0.1, stall=2.0),
)


# ---- O1: fifty phones over bad links


@dataclass
class Device:
    """A phone that keeps what it made until it has the receipt, and sends again and again."""

    site: str
    forms: int
    seed: int
    cookie: str
    organisation: UUID
    keys: dict[str, bytes]
    roster: UUID = field(default_factory=uuid4)
    tries: int = 0
    conflicts: int = 0

    def work(self) -> None:
        """Make the forms, then send until nothing is left."""
        chance = random.Random(self.seed)
        self.phone = Phone(self.organisation, server=self.keys["sync"])
        self.left = dict(self._made(chance))
        self.made = set(self.left)
        until = time.monotonic() + 1_200
        while self.left and time.monotonic() < until:
            order = chance.sample(sorted(self.left), len(self.left))
            while order:
                size = chance.randint(1, 8)
                self._send([self.left[key] for key in order[:size]])
                order = order[size:]

    def _made(self, chance: random.Random):
        """A list, a tick or an undone tick for its lines, and stop reports; sent in any order."""
        lines = [f"{n}. Orang {self.seed} {n}, L, {20 + n}" for n in range(1, self.forms)]
        letter = {"title": f"Ponsel {self.seed}", "text": "\n".join(lines), "due": MAUMERE}
        yield self.roster, self.phone.seals("roster", letter, key=self.roster)
        for line in lines:
            if chance.random() < 0.15:
                stop = {"agency": "service_office", "gate": MAUMERE, "people": line}
                one = self.phone.seals("stop", stop)
            else:
                told = {"roster": self.roster, "line": line, "tick": "arrived", "gate": MAUMERE}
                one = self.phone.seals("tick", told)
            yield one.uuid, one

    def _send(self, envelopes) -> None:
        self.tries += 1
        body = json.dumps({"envelopes": [wire(one) for one in envelopes]}).encode()
        headers = {"Content-Type": "application/json", "Cookie": self.cookie, "Connection": "close"}
        headers["X-CSRFToken"] = re.search("csrftoken=([^;]+)", self.cookie)[1]
        request = urllib.request.Request(f"{self.site}/lapangan/kirim/", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                answers = json.loads(answer.read())["answers"]
        except (OSError, ValueError, urllib.error.URLError):
            time.sleep(0.5 + 2.5 * random.random())  # cut, lost, or another phone's turn: again in a moment
            return
        sent = {str(one.uuid): one for one in envelopes}
        for one in answers:
            envelope = sent.get(one["uuid"])
            if envelope and is_receipt(b64decode(one["receipt"]), envelope, server=self.keys["receipt"]):
                self.conflicts += one["state"] == State.CONFLICT
                self.left.pop(envelope.uuid, None)


def signed_in(site) -> tuple[str, UUID, dict[str, bytes]]:
    """The cookies of a quay officer, the organisation, and the keys of the server."""
    visitor = Visitor(site).enter("quay-officer")
    who = json.loads(visitor.get("/lapangan/hadir.json")[1])
    cookie = "; ".join(f"{one.name}={one.value}" for one in visitor.jar)
    if "csrftoken=" not in cookie:
        raise AssertionError("no token against forgery")
    return cookie, UUID(who["organisation"]), {name: b64decode(key) for name, key in who["keys"].items()}


def kept(site, devices) -> tuple[int, int, int]:
    """How many of the facts that the devices made are in the tables of the domain; twice; not done."""
    from sasando.project.cluster import open_database

    made = [key for device in devices for key in device.made]
    asked = "SELECT id FROM passages_tick WHERE id = ANY(%s) UNION ALL SELECT id FROM stops_stop WHERE id = ANY(%s) "
    asked += "UNION ALL SELECT id FROM rosters_roster WHERE id = ANY(%s)"
    with (
        open_database(site.data, dict(os.environ), join=True) as database,
        psycopg.connect(database.url("owner")) as owner,
    ):
        found = [pk for (pk,) in owner.execute(asked, [made] * 3).fetchall()]
        rosters = [device.roster for device in devices]
        doubled = "SELECT count(*) - count(DISTINCT entry_id) FROM passages_tick t JOIN rosters_entry e "
        twice = owner.execute(f"{doubled} ON e.id = t.entry_id WHERE e.roster_id = ANY(%s)", [rosters]).fetchone()[0]
        open_ones = "SELECT count(*) FROM sync_envelope WHERE uuid = ANY(%s) AND state <> 'done'"
        return len(set(found)), len(found) - len(set(found)) + twice, owner.execute(open_ones, [made]).fetchone()[0]


@pytest.mark.xdist_group("site")
class TestFiftyPhonesOverBadLinks:
    def test_bring_everything_once(self, site, whole, figure):
        count, forms = (50, 40) if whole else (4, 10)
        cookie, organisation, keys = signed_in(site)
        arrived = lost = double = waits = tries = 0
        for place, link in enumerate(LINKS if whole else LINKS[-1:]):
            with BadLink(site.url, link, seed=place) as door:
                seeds = range(place * 1_000, place * 1_000 + count)
                devices = [Device(door.url, forms, seed, cookie, organisation, keys) for seed in seeds]
                threads = [threading.Thread(target=one.work) for one in devices]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
            made = sum(len(one.made) for one in devices)
            there, twice, open_ones = kept(site, devices)
            arrived, lost, double, waits = arrived + there, lost + made - there, double + twice, waits + open_ones
            tries += sum(one.tries for one in devices)
            figure(f"{link.name}: forms of {count} phones, arrived", f"{there} of {made}")
            assert not any(one.left for one in devices), link.name
        figure("forms that arrived over bad links", arrived)
        figure("requests that this took", tries)
        figure("forms lost, kept twice, or merged in silence", lost + double + waits)
        assert (lost, double, waits) == (0, 0, 0)


# ---- O2: three phones, one person, any order


def story(chance: random.Random, phones, entry: UUID):
    """Up to six steps of three phones about one person; each undoes only what it knows."""
    told, ticks = [], []
    for _ in range(chance.randint(2, 6)):
        phone, key = chance.choice(phones), uuid5(entry, str(chance.random()))
        gate = chance.choice([MAUMERE, MAKASSAR])
        if ticks and chance.random() < 0.25:
            body = {"tick": "undo", "gate": gate, "undoes": str(chance.choice(ticks))}
        else:
            kind = chance.choice(["arrived", "missing", "carried_on", "released", "seen", "ill"])
            body = {"entry": str(entry), "tick": kind, "gate": gate, "to": LEWOLEBA if kind == "carried_on" else ""}
            body["receiver"] = "Keluarga" if kind == "released" else ""
        ticks.append(key)
        told.append(phone.seals("tick", body, key=key, at=f"2026-03-07T06:{len(told):02}:00+00:00"))
        if chance.random() < 0.1:  # a phone that was copied: the same key, something else in it
            other = {"entry": str(entry), "tick": "seen", "gate": gate}
            told.append(phone.seals("tick", other, key=key, at="2026-03-07T07:00:00+00:00"))
    return told


def delivered(chance: random.Random, told, by):
    """Deliver in any order, some twice, in batches of any size; then each once more, as phones without receipts do."""
    order = [*told, *chance.sample(told, chance.randint(0, len(told)))]
    chance.shuffle(order)
    while order:
        size = chance.randint(1, 4)
        receive(order[:size], by=by)
        order = order[size:]
    return receive(told, by=by)


@pytest.mark.django_db
class TestThreePhonesAndOnePerson:
    def test_lose_nothing_whatever_the_order(self, announced, acts, whole, figure):
        by = acts("quay-officer")
        entry = Entry.objects.filter(roster=announced, due=MAUMERE).first()
        rounds = 5_000 if whole else 25
        gone = differing = 0
        for seed in range(rounds):
            chance = random.Random(seed)
            phones = [Phone(by.organisation, str(UUID(int=seed * 10 + at))) for at in range(3)]
            told, seen = story(chance, phones, entry.pk), []
            for _ in range(2):
                with transaction.atomic():
                    answers = delivered(chance, told, by)
                    facts = {str(pk) for pk in Tick.objects.values_list("pk", flat=True)}
                    desk = set(Envelope.objects.exclude(state=State.DONE).values_list("digest", flat=True))
                    gone += sum(str(one.uuid) not in facts and one.digest not in desk for one in told)
                    gone += sum(not is_receipt(answer.receipt, one) for answer, one in zip(answers, told, strict=True))
                    copied = len({one.uuid for one in told}) < len({one.digest for one in told})
                    seen.append(() if copied else told_of(announced, by=by).voyage.places)
                    transaction.set_rollback(True)
            differing += seen[0] != seen[1]
        figure("interleavings of three phones on one person", rounds * 2)
        figure("values that disappeared", gone)
        figure("results that hung on the order of arrival", differing)
        assert (gone, differing) == (0, 0)


# ---- F5: what malice can send


@pytest.mark.django_db
class TestHostileEnvelopes:
    def test_break_nothing_and_are_never_lost(self, announced, acts, whole, figure):
        by = acts("quay-officer")
        chance, rounds, lost, kinds = random.Random(1), 20_000 if whole else 300, 0, dict.fromkeys(State.values, 0)
        mine, others = Phone(by.organisation), Phone(uuid4())
        kept: list = []
        for _ in range(0, rounds, 20):
            batch = [hostile(chance, mine, others, announced, kept) for _ in range(20)]
            with transaction.atomic():
                answers = receive(batch, by=by)
            found = Envelope.objects.filter(digest__in=[one.digest for one in batch])
            rows = set(found.values_list("digest", flat=True))
            for answer, one in zip(answers, batch, strict=True):
                kinds[answer.state] += 1
                lost += bool(answer.receipt) and one.digest not in rows
            kept = batch
        broken = sum(is_broken(chance, wire(mine.seals("tick", {}))) for _ in range(rounds // 20))
        figure("hostile envelopes", rounds)
        figure("of them receipted and not kept", lost)
        figure("cut or bent on the way and noticed", f"{broken} of {rounds // 20}")
        assert lost == 0
        assert broken == rounds // 20
        assert kinds[State.CONFLICT] > 0


def hostile(chance: random.Random, mine: Phone, others: Phone, roster, kept):
    """One envelope as malice, a broken phone or a bad link makes it."""
    one = mine.seals(chance.choice(KINDS), odd_body(chance, roster))
    before = chance.choice(kept) if kept else one
    ways = (
        lambda: one,
        lambda: others.seals("tick", {}),
        lambda: replace(one, kind="count"),  # under another head
        lambda: replace(one, device="0" * 36),
        lambda: before,  # again
        lambda: mine.seals("tick", odd_body(chance, roster), key=before.uuid),
        lambda: replace(one, sealed=one.sealed[: chance.randrange(len(one.sealed))]),
        lambda: mine.seals("tick", {}, at=f"{chance.choice(['0001', '1970', '9999'])}-12-31T23:59:59+00:00"),
    )
    return chance.choice(ways)()


def is_broken(chance: random.Random, text: dict[str, str]) -> bool:
    """Whether one bent letter of an envelope is noticed."""
    name = chance.choice(["organisation", "device", "uuid", "kind", "at", "hash", "sealed"])
    at = chance.randrange(len(text[name]))
    bent = text[name][:at] + ("b" if text[name][at] == "a" else "a") + text[name][at + 1 :]
    if bent == text[name]:
        return True
    try:
        read_envelope(text | {name: bent})
    except Broken:
        return True
    return False


# ---- O3 and O4: phones that are killed, and phones that are seized


@pytest.mark.xdist_group("site")
class TestAPhoneThatIsKilled:
    def test_has_every_fact_that_it_said_was_saved(self, site, browser, tmp_path, whole, figure):
        missing = kills = 0
        for turn in range(20 if whole else 1):
            profile = tmp_path / f"profile{turn}"
            context = phone_of(browser, profile, site.url)
            page = context.pages[0]
            sign_in(page)
            take_along(page)
            paste(page, "\n".join(f"{n}. Orang Uji{n}, L" for n in range(1, 13)))
            for number in range(1, 4 + turn % 8):
                tick(page, f"Orang Uji{number}")
            saved = 1 + 3 + turn % 8
            kill(profile)
            kills += 1
            context = phone_of(browser, profile, site.url)
            context.set_offline(True)
            page = context.pages[0]
            page.goto("/lapangan/")
            missing += saved - queued(page)
            context.close()
        figure("phones killed with a full queue", kills)
        figure("saved facts missing afterwards", missing)
        assert missing == 0


def kill(profile: Path) -> None:
    """End the browser of this profile at once, as an empty battery does."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if str(profile).encode() in (entry / "cmdline").read_bytes():
                    os.kill(int(entry.name), signal.SIGKILL)
            except OSError:
                continue


@pytest.mark.xdist_group("site")
class TestASeizedPhone:
    def test_holds_no_name_in_clear(self, site, browser, tmp_path, whole, figure):
        found = 0
        for turn in range(20 if whole else 1):
            chance = random.Random(turn)
            canary = [f"Kenari{chance.getrandbits(40):010x}" for _ in range(5)]
            profile = tmp_path / f"seized{turn}"
            context = phone_of(browser, profile, site.url)
            page = context.pages[0]
            sign_in(page)
            take_along(page)
            use(page, canary)
            page.evaluate(IN_CLEAR, f"kontrol{turn}")
            context.close()
            assert clear_in(profile, [f"kontrol{turn}"]), "the search does not see what stands in clear"
            found += len(set(clear_in(profile, canary)))
        figure("seized profiles read byte by byte", 20 if whole else 1)
        figure("canaries in clear", found)
        assert found == 0

    def test_is_searched_in_a_way_that_would_find_one(self, tmp_path):
        (tmp_path / "a").write_bytes("xKenari1y".encode("utf-16-le"))
        assert clear_in(tmp_path, ["Kenari1"]) == ["Kenari1"]


IN_CLEAR = """async (word) => {
    const { write } = await import("/static/field/store.js");
    await write([["meta", "control", word]]);
}"""


def use(page, canary: list[str]) -> None:
    """A list, ticks, a search, a stop report and a draft, each with a name nobody has; then the phone is locked."""
    paste(page, f"1. {canary[0]} Uji, L, 20 th\n2. {canary[1]} Uji, P", canary[2])
    tick(page, f"{canary[0]} Uji")
    page.get_by_label("Cari nama").fill(canary[1])
    go(page, "#/cegah")
    page.get_by_label("Nama-nama, satu baris satu orang").fill(canary[3])
    page.get_by_role("button", name="Simpan laporan").click()
    page.get_by_role("status").filter(has_text="Laporan tersimpan").wait_for()
    go(page, "#/cegah")
    page.get_by_label("Tujuan", exact=True).fill(canary[4])
    page.wait_for_timeout(900)  # a draft is kept when the hand rests
    go(page, "#/")
    page.get_by_role("button", name="Kunci").click()
    page.get_by_role("heading", name="Terkunci").wait_for()


def clear_in(folder: Path, words: list[str]) -> list[str]:
    """The words that stand in some file of the folder, as UTF-8 or UTF-16."""
    found = []
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            content = file.read_bytes()
            found += [word for word in words if word.encode() in content or word.encode("utf-16-le") in content]
    return found
