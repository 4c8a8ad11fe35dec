"""Signing in, in a real browser: a passkey of a virtual device, then a password with a code, then a recovery code."""

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser import PHONE

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
pytestmark = [pytest.mark.xdist_group("site")]
PASSWORD = "kuda sandal di bukit tua"


@pytest.fixture
def context(site, browser) -> Iterator[BrowserContext]:
    """A browser on a phone. A passkey belongs to a name, not to a number: the site is asked as localhost."""
    address = site.url.replace("127.0.0.1", "localhost")
    opened = browser.new_context(base_url=address, viewport=PHONE, locale="id-ID")
    yield opened
    opened.close()


@pytest.fixture
def page(context) -> Iterator[Page]:
    """A page in which nothing goes wrong: no error of a script, nothing that the policy of the page forbids."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    assert not wrong


def device(page: Page) -> None:
    """Give the browser a device that keeps passkeys and is unlocked at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def enter(page: Page, role: str) -> None:
    """Be a role of the demo world."""
    page.goto("/demo/")
    page.locator(f'form[action="/demo/enter/{role}/"] button').first.click()
    page.goto("/masuk/saya/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hak saya")


def leave(page: Page) -> None:
    """Sign out; afterwards nothing opens."""
    page.locator(".drawer summary").click()
    page.locator(".drawer").get_by_role("button", name="Keluar").click()
    expect(page).to_have_url(re.compile("/masuk/$"))
    page.goto("/masuk/saya/")
    expect(page).to_have_url(re.compile(r"/masuk/\?next="))


def is_in(page: Page) -> None:
    """Wait for the page that was asked for."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Hak saya")


def code(secret: str, *, step: int = 0) -> str:
    """What the application on the phone would show, now or so many half minutes later."""
    return format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30 + step))


class TestSomebodyWithAPasskey:
    def test_signs_in_with_it_alone(self, page):
        device(page)
        enter(page, "church")
        page.goto("/masuk/saya/cara-masuk/tambah/")
        page.get_by_label("Nama kunci sandi").fill("Ponsel uji")
        page.get_by_role("button", name="Buat kunci sandi").click()
        expect(page.get_by_text("Ponsel uji")).to_be_visible()
        leave(page)
        page.get_by_role("button", name="Masuk dengan kunci sandi").click()
        is_in(page)

    def test_is_told_when_the_device_does_not_answer(self, page):
        device(page)  # which has no passkey for this site
        page.goto("/masuk/")
        page.get_by_role("button", name="Masuk dengan kunci sandi").click()
        expect(page.get_by_role("alert")).to_contain_text("Kunci sandi tidak dipakai")


class TestSomebodyWithAPasswordAndAPhone:
    def test_signs_in_with_both_and_with_a_code_on_paper(self, page):
        enter(page, "clinic")
        page.goto("/masuk/saya/cara-masuk/kata-sandi/")
        page.get_by_label("Kata sandi baru").fill(PASSWORD)
        page.get_by_role("button", name="Simpan").click()
        page.goto("/masuk/saya/cara-masuk/tambah/")
        secret = page.locator("code.secret").inner_text()
        page.get_by_label("Kode dari aplikasi").fill(code(secret))
        page.get_by_role("button", name="Pasang aplikasi kode").click()
        expect(page.get_by_text("Cara masuk ditambahkan.")).to_be_visible()
        page.goto("/masuk/saya/cara-masuk/kode-pemulihan/")
        page.get_by_role("button", name="Buat dan tunjukkan kode").click()
        on_paper = page.locator("ol.codes code").first.inner_text()
        for second in (code(secret, step=1), on_paper):
            leave(page)
            page.get_by_label("Nama masuk").fill("demo-clinic")
            page.get_by_label("Kata sandi").fill(PASSWORD)
            page.get_by_role("button", name="Lanjut").click()
            page.get_by_label("Kode").fill(second)
            page.get_by_role("button", name="Masuk", exact=True).click()
            is_in(page)

    def test_reads_one_sentence_for_a_wrong_name_or_a_wrong_password(self, page):
        page.goto("/masuk/")
        page.get_by_label("Nama masuk").fill("tidak-ada")
        page.get_by_label("Kata sandi").fill("salah salah salah salah")
        page.get_by_role("button", name="Lanjut").click()
        expect(page.get_by_role("alert").filter(has_text="tidak cocok")).to_be_visible()
