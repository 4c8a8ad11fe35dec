"""The scanner on a phone, in airplane mode: cards on paper, read from pictures, one after the other."""

import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import segno
import typst
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect
from tests.browser import CHROMIUM, FLAGS, PHONE
from tests.core.credentials.cast import CARD, STRANGER
from tests.scanning import door_of

from sasando.core.credentials import end_of
from sasando.core.credentials.signing import sign
from sasando.domain.issuance.keys import signing_key
from sasando.domain.issuance.statements import publish_revocations
from sasando.exchange.papers.card import Paper, write_paper
from sasando.exchange.papers.codes import qr_svg

NOW = timezone.now().replace(microsecond=0)
TODAY = timezone.localdate()
GOOD = replace(CARD, issued_at=NOW - timedelta(days=1), expires_at=end_of(TODAY + timedelta(days=60)))
REVOKED = replace(GOOD, id=b"revoked", serial="K-2026-000124")
EXPIRED = replace(GOOD, id=b"expired", serial="K-2026-000125", expires_at=end_of(TODAY - timedelta(days=1)),
                  issued_at=NOW - timedelta(days=30))  # fmt: skip


@pytest.fixture
def data(tmp_path):
    """The data folder of an office that revoked one card."""
    publish_revocations(tmp_path, [REVOKED.id], issuer="BP3MI NTT", at=NOW)
    return tmp_path


@pytest.fixture
def code_of(data):
    """The code of a statement, signed by the office."""
    return lambda statement: sign(statement, signing_key(data, TODAY))


@pytest.fixture
def on_paper(tmp_path):
    """A picture of a code as it comes from paper: 30 mm wide, at 200 dots an inch, turned by these degrees."""

    def scanned(code, turn=0):
        page = f'#set page(width: 70mm, height: 60mm, margin: 9mm)\n#rotate({turn}deg, image("/qr.svg", width: 30mm))'
        file = tmp_path / "scan.png"
        file.write_bytes(
            typst.compile({"main": page.encode(), "/qr.svg": qr_svg(code).encode()}, format="png", ppi=200)
        )
        return file

    return scanned


@pytest.fixture
def phone(browser, data):
    """A phone that once visited the scanner, and is now in airplane mode with the scanner opened anew."""
    with door_of(data) as address:
        context = browser.new_context(viewport=PHONE, base_url=address, locale="id-ID")
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto("/kartu/pindai/")
        page.evaluate("navigator.serviceWorker.ready")
        expect(page.locator("#umur")).to_contain_text("Daftar pencabutan:")
        context.set_offline(True)
        page.reload()
        yield page
        context.close()
    assert [text for text in said if "INTERNET_DISCONNECTED" not in text] == []


def scan(phone, file):
    phone.locator("#foto").set_input_files(file)
    expect(phone.locator("#jawaban .verdict")).to_be_visible(timeout=15_000)
    expect(phone.locator("#jawaban")).not_to_have_attribute("aria-busy", "true", timeout=15_000)
    return phone.locator("#jawaban")


class TestInAirplaneMode:
    def test_a_good_card_passes_and_the_others_do_not_and_it_goes_on(self, phone, code_of, on_paper, tmp_path):
        answer = scan(phone, on_paper(code_of(GOOD), turn=17))
        expect(answer).to_contain_text("✓ Berlaku")
        expect(answer).to_contain_text("Maria Yosefina Bria")
        expect(answer).to_contain_text("Malaysia")

        expect(scan(phone, on_paper(code_of(REVOKED), turn=-40))).to_contain_text("Kartu ini sudah dicabut")
        expect(scan(phone, on_paper(code_of(EXPIRED), turn=90))).to_contain_text("Masa berlakunya habis")
        expect(scan(phone, on_paper(sign(GOOD, STRANGER)))).to_contain_text("tidak dikenal")

        (tmp_path / "bukan.png").write_bytes(b"\x89PNG\r\n\x1a\n rusak")
        expect(scan(phone, tmp_path / "bukan.png")).to_contain_text("Tidak terbaca")
        expect(scan(phone, on_paper("HALO", turn=5))).to_contain_text("Tidak terbaca")
        expect(scan(phone, on_paper(code_of(GOOD), turn=200))).to_contain_text("✓ Berlaku")

    def test_a_card_may_be_pasted(self, phone, code_of):
        phone.locator("#kode").fill("salah")
        phone.get_by_role("button", name="Periksa").click()
        expect(phone.locator("#jawaban")).to_contain_text("Tidak terbaca")
        phone.locator("#kode").fill(code_of(GOOD))
        phone.get_by_role("button", name="Periksa").click()
        expect(phone.locator("#jawaban")).to_contain_text("✓ Berlaku")

    def test_it_says_how_old_its_list_is_and_keeps_it_when_nothing_new_comes(self, phone):
        phone.get_by_role("button", name="Ambil daftar terbaru").click()
        expect(phone.locator("#umur")).to_contain_text("belum dapat diambil")
        expect(phone.locator("#umur")).to_contain_text("Daftar pencabutan:")

    def test_an_old_list_is_a_caution(self, phone, code_of):
        phone.clock.install(time=NOW + timedelta(days=20))
        phone.reload()
        expect(phone.locator("#umur")).to_contain_text("Daftar pencabutan lama")
        phone.locator("#kode").fill(code_of(GOOD))
        phone.get_by_role("button", name="Periksa").click()
        expect(phone.locator("#jawaban")).to_contain_text("✓ Berlaku")
        expect(phone.locator("#jawaban")).to_contain_text("Daftar pencabutan lama, tanggal")

    @pytest.mark.skipif(
        shutil.which("pdftoppm") is None, reason="NOT tried: no pdftoppm here (apt install poppler-utils; CI does)"
    )
    def test_the_card_of_the_pdf_is_read_from_its_printed_page(self, phone, code_of, tmp_path):
        labels = dict.fromkeys(("qr", "verify", "fold", "card", "beside", "not_state", "issued"), "x")
        paper = Paper(kind="card", language="id", title="Kartu", serial=GOOD.serial, labels=labels,
                      about=[("Nama", GOOD.name)], code=code_of(GOOD), printed="", at=NOW)  # fmt: skip
        (tmp_path / "kartu.pdf").write_bytes(write_paper(paper))
        printed = str(tmp_path / "halaman")
        subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", tmp_path / "kartu.pdf", printed], check=True)
        expect(scan(phone, Path(f"{printed}.png"))).to_contain_text("✓ Berlaku")


class TestTheCamera:
    def test_is_read_until_a_card_comes_and_then_closed(self, browser, data, code_of, tmp_path):
        """Chromium takes a film for its camera: two seconds of nothing, then a card."""
        film = tmp_path / "kamera.y4m"
        film.write_bytes(film_of([None] * 10 + [code_of(GOOD)] * 40))
        camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
        arguments = [*FLAGS, *camera, f"--use-file-for-fake-video-capture={film}"]
        opened = browser.browser_type.launch(executable_path=CHROMIUM, args=arguments)
        with door_of(data) as address:
            page = opened.new_context(viewport=PHONE, base_url=address, locale="id-ID").new_page()
            page.goto("/kartu/pindai/")
            expect(page.locator("#umur")).to_contain_text("Daftar pencabutan:")
            page.get_by_role("button", name="Buka kamera").click()
            expect(page.locator("#jawaban")).to_contain_text("✓ Berlaku", timeout=20_000)
            expect(page.locator("#kamera")).to_be_hidden()
            expect(page.get_by_role("button", name="Buka kamera")).to_be_visible()
        opened.close()

    def test_that_is_not_there_is_said_so(self, browser, data):
        with door_of(data) as address:
            context = browser.new_context(viewport=PHONE, base_url=address, locale="id-ID")
            page = context.new_page()
            page.goto("/kartu/pindai/")
            page.get_by_role("button", name="Buka kamera").click()
            expect(page.locator("#tanpa-kamera")).to_be_visible()
            context.close()


def film_of(codes):
    """A film in grey, 640 by 480, five pictures a second, each of a code or of nothing."""
    pictures = {code: picture_of(code) for code in set(codes)}
    grey = bytes([128]) * (640 * 480 // 2)
    return b"YUV4MPEG2 W640 H480 F5:1 Ip A1:1 C420jpeg\n" + b"".join(
        b"FRAME\n" + pictures[code] + grey for code in codes
    )


def picture_of(code):
    light = bytearray(b"\xd0" * (640 * 480))
    if code:
        rows = [*segno.make_qr(code, error="m", boost_error=False).matrix_iter(scale=6, border=0)]
        for y, row in enumerate(rows, start=(480 - len(rows)) // 2):
            at = y * 640 + (640 - len(rows)) // 2
            light[at : at + len(rows)] = bytes(0x20 if dark else 0xD0 for dark in row)
    return bytes(light)


class TestTheScanner:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_is_open_to_everybody(self, browser, data, code_of, scheme):
        with door_of(data) as address:
            context = browser.new_context(viewport=PHONE, base_url=address, color_scheme=scheme)
            page = context.new_page()
            page.goto("/kartu/pindai/")
            expect(page.locator("#umur")).to_contain_text("Daftar pencabutan:")
            for code in (code_of(GOOD), code_of(REVOKED), "x"):
                page.locator("#kode").fill(code)
                page.get_by_role("button", name="Periksa").click()
                expect(page.locator("#jawaban .verdict")).to_be_visible()
                assert Axe().run(page).response["violations"] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            context.close()
