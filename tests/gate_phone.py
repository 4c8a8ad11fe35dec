"""The phone of an officer in a real browser: the app at the gate, its PIN, its lists, its queue."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import CHROMIUM, FLAGS, PHONE
from tests.saturday import LEWOLEBA, MAKASSAR, MAUMERE

PIN = "4711"


def phone_of(browser: Browser, profile: Path, url: str, **more: Any) -> BrowserContext:
    """A browser whose profile stays when it is closed, as on a phone."""
    return browser.browser_type.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=FLAGS, viewport=PHONE, base_url=url, locale="id-ID", **more
    )


def sign_in(page: Page, role: str = "quay-officer") -> None:
    """Be a role of the demo world."""
    page.goto("/demo/")
    page.locator(f"form[action='/demo/enter/{role}/']:not(:has([name=at])) button").last.click()
    page.wait_for_url(lambda address: "/demo/" not in address)


def take_along(page: Page) -> None:
    """Open the app for the first time: a PIN, the lists, the gate of Maumere."""
    page.goto("/lapangan/")
    page.get_by_label("PIN, 4 sampai 8 angka").fill(PIN)
    page.get_by_label("Sekali lagi").fill(PIN)
    page.get_by_role("button", name="Buat PIN").click()
    page.get_by_role("button", name="Bawa daftar").click()
    page.get_by_label("Anda di gerbang").select_option(MAUMERE)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def unlock(page: Page, pin: str = PIN) -> None:
    """Open what is locked."""
    page.get_by_label("PIN").fill(pin)
    page.get_by_role("button", name="Buka").click()


def go(page: Page, where: str) -> None:
    """Another screen, without asking anybody."""
    page.evaluate("where => { location.hash = where; }", where)


def paste(page: Page, text: str, title: str = "Surat Nunukan") -> None:
    """Paste a list as it came from a group."""
    go(page, "#/tempel")
    page.get_by_label("Nama daftar").fill(title)
    page.get_by_label("Tempel di sini").fill(text)
    page.get_by_role("button", name="Simpan dan mulai centang").click()
    expect(page.locator(".gate-people").first).to_be_visible()


def tick(page: Page, name: str) -> None:
    """Tap the box in front of a name."""
    page.get_by_role("button", name=f"{name} tiba", exact=True).click()
    expect(page.get_by_role("button", name=f"Batalkan centang {name}", exact=True)).to_be_visible()


def saturday_at_dawn(page: Page) -> None:
    """Story A on the list of 29: 14 come off, 2 go on to Lewoleba, 1 is missing since Makassar, 1 toddler is extra."""
    for letter in "ABCDEFGHIJKLMN":
        tick(page, f"Nama Uji {letter}")
    for letter in "OP":
        person(page, f"Nama Uji {letter}")
        page.get_by_text("Lanjut ke …").click()
        page.get_by_label("Gerbang berikut").select_option(LEWOLEBA)
        page.get_by_role("button", name="Catat lanjut").click()
    person(page, "Nama Uji Q")
    page.get_by_text("Hilang sejak …").click()
    page.get_by_label("Terakhir terlihat di").select_option(MAKASSAR)
    page.get_by_role("button", name="Catat hilang").click()
    person(page, "Nama Uji C")
    page.get_by_text("Anak ikut …").click()
    page.get_by_label("Ciri-ciri").fill("anak sekitar 2 tahun")
    page.get_by_label("Umur").fill("2")
    page.get_by_role("button", name="Catat", exact=True).click()
    expect(page.locator(".gate-head")).to_be_visible()


def person(page: Page, name: str) -> None:
    """The page of one person of the list."""
    expect(page.locator(".gate-head")).to_be_visible()
    page.locator(".who-is", has_text=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def queued(page: Page) -> int:
    """How many envelopes wait in the phone."""
    return page.evaluate("""async () => {
        const { count } = await import("/static/field/store.js");
        return count("queue");
    }""")


def deliver(page: Page) -> None:
    """Press to send, and wait for what the app says of it."""
    go(page, "#/antrean")
    page.get_by_role("button", name="Kirim sekarang").click()
