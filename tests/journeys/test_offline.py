"""Saturday at dawn at Lorens Say, without signal: the list balances on the phone, and afterwards on the server."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from tests.browser import PHONE
from tests.gate_phone import (
    PIN,
    deliver,
    go,
    paste,
    person,
    phone_of,
    queued,
    saturday_at_dawn,
    sign_in,
    take_along,
    tick,
    unlock,
)
from tests.links import BadLink, Link
from tests.saturday import LETTER, MAUMERE

from sasando.core.tally import facts_from_wire, tally

pytestmark = [pytest.mark.xdist_group("site")]
SUM = "17 di surat + 1 tambahan = 15 tiba + 2 lanjut + 1 hilang"
FULL = """() => {
    IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""  # as the browser says it when the phone has no room
SHORT = "1. Maria Uji, P, 25\n2. Yosef Uji, L, 30\n3. Anna Uji, P, 19"


@pytest.fixture
def gate(site, browser):
    """A phone at the gate, with its lists, and the signal gone."""
    context = browser.new_context(viewport=PHONE, base_url=site.url, locale="id-ID")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    sign_in(page)
    take_along(page)
    context.set_offline(True)
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def closable(site, browser, tmp_path):
    """Phones that can be switched off and on again: `closable(url)` gives a browser on the same profile."""
    opened = []

    def begin(url=site.url):
        opened.append(phone_of(browser, tmp_path / "profile", url))
        return opened[-1]

    yield begin
    for context in opened:
        context.close()


def with_signal(page):
    page.context.set_offline(False)
    return page


def on_the_server(page, title):
    """The voyage of a list as the server has it, counted by the core."""
    rosters = page.request.get("/lapangan/bawa.json").json()["rosters"]
    found = [one for one in rosters if one["title"] == title]
    return [tally(facts_from_wire(one["facts"])) for one in found]


class TestSaturdayAtDawn:
    def test_balances_without_signal_and_then_on_the_server(self, gate):
        title = f"Surat Nunukan {uuid4().hex[:6]}"
        paste(gate, LETTER, title)
        saturday_at_dawn(gate)
        expect(gate.locator("#sum")).to_have_text(SUM)
        expect(gate.locator(".tone-bad .place")).to_contain_text("Hilang sejak Pelabuhan Makassar")
        with_signal(gate)
        deliver(gate)
        expect(gate.get_by_text("Semua catatan sudah terkirim")).to_be_visible(timeout=20_000)
        (voyage,) = on_the_server(gate, title)
        books = voyage.balances[MAUMERE]
        counted = [len(one) for one in (books.due, books.extra, books.arrived, books.carried_on, books.missing)]
        assert counted == [17, 1, 15, 2, 1]
        assert queued(gate) == 0

    def test_finds_a_name_by_how_it_sounds_and_takes_a_tap_back(self, gate):
        paste(gate, "1. Yohanes Bere, L\n2. Maria Seran, P")
        gate.get_by_label("Cari nama").fill("Johannis")
        expect(gate.locator(".gate-people li")).to_have_count(1)
        tick(gate, "Yohanes Bere")
        gate.get_by_role("button", name="Urungkan").click()
        expect(gate.locator("#sum")).to_have_text("2 di surat = 2 belum dicentang")


class TestTwoPhonesOnOneList:
    def test_see_each_other_after_sending_and_what_does_not_fit_is_shown(self, gate, site, browser):
        title = f"Daftar {uuid4().hex[:6]}"
        paste(gate, SHORT, title)
        tick(gate, "Maria Uji")
        deliver(with_signal(gate))
        expect(gate.get_by_text("Semua catatan sudah terkirim")).to_be_visible()
        context = browser.new_context(viewport=PHONE, base_url=site.url, locale="id-ID")
        other = context.new_page()
        sign_in(other)
        take_along(other)
        context.set_offline(True)
        other.get_by_text(title).click()
        expect(other.locator("#sum")).to_have_text("3 di surat = 1 tiba + 2 belum dicentang")
        person(other, "Maria Uji")
        other.get_by_text("Hilang sejak …").click()
        other.get_by_role("button", name="Catat hilang").click()
        expect(other.locator(".notice-bad")).to_contain_text("Dicentang tiba dan juga hilang")
        deliver(with_signal(other))
        expect(other.get_by_text("Semua catatan sudah terkirim")).to_be_visible()
        context.close()
        go(gate, "#/")
        gate.get_by_role("button", name="Bawa daftar terbaru").click()
        expect(gate.locator(".gate-card", has_text=title)).to_contain_text("1 tidak cocok")


class TestThePhone:
    def test_switched_off_with_a_full_queue_has_it_all_afterwards_and_asks_to_sign_in(self, site, closable):
        context = closable()
        page = context.pages[0]
        sign_in(page)
        take_along(page)
        context.set_offline(True)
        title = f"Daftar {uuid4().hex[:6]}"
        paste(page, SHORT, title)
        tick(page, "Maria Uji")
        context.close()
        context = closable()
        context.set_offline(True)
        page = context.pages[0]
        page.goto("/lapangan/")
        expect(page.get_by_text("2 catatan tersegel menunggu")).to_be_visible()
        unlock(page)
        expect(page.get_by_text("1 tiba")).to_be_visible()
        context.set_offline(False)
        deliver(page)
        expect(page.get_by_role("status")).to_contain_text("Masuk lagi untuk mengirim")
        assert queued(page) == 2
        sign_in(page)
        page.goto("/lapangan/")
        unlock(page)
        deliver(page)
        expect(page.get_by_text("Semua catatan sudah terkirim")).to_be_visible()
        assert len(on_the_server(page, title)) == 1

    def test_with_two_tabs_shows_and_sends_each_fact_once(self, gate):
        title = f"Daftar {uuid4().hex[:6]}"
        paste(gate, SHORT, title)
        other = gate.context.new_page()
        other.goto("/lapangan/")
        unlock(other)
        go(other, gate.evaluate("location.hash"))
        tick(other, "Anna Uji")
        expect(gate.get_by_role("button", name="Batalkan centang Anna Uji")).to_be_visible()
        with_signal(gate)
        for tab in (gate, other):
            go(tab, "#/antrean")
            expect(tab.get_by_role("button", name="Kirim sekarang")).to_be_visible()
        for tab in (gate, other):
            tab.evaluate("document.querySelector('.gate-do button').click()")
        expect(gate.get_by_text("Semua catatan sudah terkirim")).to_be_visible()
        (voyage,) = on_the_server(gate, title)
        assert len(voyage.balances[MAUMERE].arrived) == 1

    def test_given_a_new_version_of_the_app_keeps_queue_and_draft(self, site, browser):
        version = re.search(r'VERSION = "(\w+)"', _read(site.url + "/lapangan/sw.js"))[1].encode()
        with BadLink(site.url) as door:
            context = browser.new_context(viewport=PHONE, base_url=door.url, locale="id-ID")
            page = context.new_page()
            sign_in(page)
            take_along(page)
            paste(page, SHORT)
            go(page, "#/cegah")
            page.get_by_label("Tujuan", exact=True).fill("Kalimantan")
            page.wait_for_timeout(700)
            door.link = Link(swap=(version, b"f" * len(version)))
            page.evaluate("navigator.serviceWorker.ready.then(one => one.update())")
            page.wait_for_function("() => caches.keys().then(all => all.length === 1 && all[0].endsWith('ffffffff'))")
            page.reload()
            unlock(page)
            assert queued(page) == 1
            go(page, "#/cegah")
            expect(page.get_by_label("Tujuan", exact=True)).to_have_value("Kalimantan")
            context.close()

    def test_that_is_full_says_that_nothing_was_saved_and_offers_a_file(self, gate):
        paste(gate, SHORT)
        gate.evaluate(FULL)
        gate.get_by_role("button", name="Maria Uji tiba").click()
        expect(gate.get_by_role("status")).to_contain_text("BELUM tersimpan")
        with gate.expect_download() as file:
            gate.get_by_role("button", name="Simpan berkas tersegel").click()
        assert "berkas tersegel" in file.value.path().read_text()
        assert queued(gate) == 1

    def test_forgets_its_lists_after_ten_wrong_pins_and_not_its_queue(self, gate):
        paste(gate, SHORT)
        gate.reload()
        for _ in range(10):
            gate.get_by_label("PIN").fill("0000")
            gate.get_by_role("button", name="Buka").click()
            gate.wait_for_function("() => document.querySelector('input[type=password]')?.value === ''")
        expect(gate.get_by_role("heading", level=1)).to_have_text("Buat PIN untuk ponsel ini")
        assert queued(gate) == 1

    def test_forgets_its_lists_when_their_time_is_over(self, gate):
        paste(gate, SHORT)
        gate.clock.install()
        gate.clock.fast_forward(80 * 3600 * 1000)
        gate.reload()
        gate.get_by_label("PIN").fill(PIN)
        gate.get_by_role("button", name="Buka").click()
        expect(gate.get_by_text("Daftar ini tidak ada di ponsel ini")).to_be_visible()
        go(gate, "#/")
        expect(gate.get_by_role("heading", level=1)).to_have_text("Bawa daftar")
        assert queued(gate) == 1


class TestASealedFile:
    def test_saved_on_a_phone_is_handed_in_by_a_colleague(self, gate, enter, tmp_path):
        title = f"Daftar {uuid4().hex[:6]}"
        paste(gate, SHORT, title)
        tick(gate, "Yosef Uji")
        go(gate, "#/antrean")
        with gate.expect_download() as file:
            gate.get_by_role("button", name="Simpan berkas tersegel").click()
        file.value.save_as(tmp_path / "antrean.json")
        assert "Yosef" not in (tmp_path / "antrean.json").read_text()
        page = enter("quay-officer", PHONE)
        page.goto("/lapangan/ponsel/")
        page.set_input_files("input[type=file]", tmp_path / "antrean.json")
        page.get_by_role("button", name="Serahkan berkas").click()
        expect(page.get_by_text("2 dari 2 catatan tersimpan")).to_be_visible()
        with_signal(gate)
        deliver(gate)
        expect(gate.get_by_text("Semua catatan sudah terkirim")).to_be_visible()
        (voyage,) = on_the_server(gate, title)
        assert len(voyage.balances[MAUMERE].arrived) == 1


class TestTheFirstVisit:
    def test_costs_little_and_the_next_one_nothing(self, site, browser):
        context = browser.new_context(viewport=PHONE, base_url=site.url, locale="id-ID")
        page = context.new_page()
        sign_in(page)
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        got: list[int] = []
        session.on("Network.loadingFinished", lambda one: got.append(int(one["encodedDataLength"])))
        page.goto("/lapangan/")
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        assert 0 < sum(got) <= 200 * 1024
        got.clear()
        context.set_offline(True)
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert sum(got) == 0
        context.close()

    def test_without_javascript_leads_to_the_pages_that_need_none(self, enter):
        page = enter("quay-officer", PHONE, java_script_enabled=False)
        page.goto("/lapangan/")
        expect(page.get_by_text("Ke halaman biasa")).to_be_visible()


def _read(address: str) -> str:
    from urllib.request import urlopen

    with urlopen(address) as answer:
        return answer.read().decode()
