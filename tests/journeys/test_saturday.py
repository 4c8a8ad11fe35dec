"""Story A in a real browser, on a phone of 360 pixels: the letter of 29, and Saturday at dawn at Lorens Say."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser import PHONE

pytestmark = [pytest.mark.xdist_group("site")]

PASTED = """*Daftar PMI deportasi, KM Uji Perjalanan, sebanyak 3 orang*
Turun Maumere:
1. Maria Uji Perjalanan, P, 25 th, Flores Timur
2. Yohanes Uji Perjalanan, L, 31 th, Ende
3. Yosef Uji Perjalanan, L, 40 th, Ende
"""
LETTER = "Deportasi Tawau, surat BP3MI Kaltara"


def total(page) -> str:
    return " ".join(page.locator("#jumlah").inner_text().split())


def open_letter(page) -> None:
    page.goto("/perjalanan/")
    page.get_by_role("link", name=LETTER).click()


def person(page, place: int):
    """Somebody on the list, by the number that the sender gave them."""
    return page.locator("li.person", has_text=re.compile(rf"no {place} ·"))


def narrow(page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= 360"))


class TestSaturdayAtDawnInLorensSay:
    def test_seven_minutes_of_tapping_balance_the_list(self, enter, tmp_path):
        page = enter("quay-officer", PHONE)
        open_letter(page)
        page.get_by_role("link", name="Centang di Pelabuhan Lorens Say").click()
        assert "0 turun · 17 belum" in total(page)

        self._arrive(page)
        for place in (15, 16):
            person(page, place).locator("summary").click()
            person(page, place).get_by_label("Lanjut ke").select_option("pelabuhan-lewoleba")
            person(page, place).get_by_role("button", name="Lanjut", exact=True).click()
            person(page, place).get_by_text("Dalam perjalanan ke Pelabuhan Lewoleba").wait_for()
        person(page, 17).locator("summary").click()
        person(page, 17).get_by_label("Hilang, terakhir di").select_option("pelabuhan-nunukan")
        person(page, 17).get_by_role("button", name="Hilang").click()
        person(page, 17).get_by_text("Hilang sejak Pelabuhan Nunukan").wait_for()
        assert "14 turun · 2 lanjut tanpa turun · 1 hilang" in total(page)

        page.get_by_text("Ada orang di luar daftar").click()
        page.get_by_label("Ciri-ciri").fill("anak sekitar 2 tahun")
        page.get_by_label("Umur kira-kira").fill("2")
        page.get_by_role("button", name="Catat sebagai tambahan").click()
        page.locator("#jumlah", has_text="15 turun").wait_for()
        assert "cocok: 18 orang semuanya jelas" in total(page)
        assert narrow(page)
        assert Axe().run(page).response["violations"] == []

        self._is_told(page)
        self._is_handed_over(page, tmp_path)

    def _arrive(self, page) -> None:
        """Fourteen come off; one tap too many is taken back and made again."""
        for place in range(1, 15):
            person(page, place).get_by_role("button", name=re.compile("tiba$")).click()
            person(page, place).locator(".ticked").wait_for()
        assert "14 turun · 3 belum" in total(page)
        person(page, 1).locator("button.ticked").click()
        person(page, 1).locator("button.tick").wait_for()
        assert "13 turun · 4 belum" in total(page)
        person(page, 1).locator("button.tick").click()
        person(page, 1).locator(".ticked").wait_for()

    def _is_told(self, page) -> None:
        open_letter(page)
        sums = " ".join(page.locator("#g-pelabuhan-lorens-say").inner_text().split())
        assert "17 seharusnya turun di sini + 1 tambahan = 15 turun + 2 lanjut tanpa turun + 1 hilang" in sums
        assert "Tanyakan ke Pelabuhan Nunukan" in page.locator(".askings").inner_text()
        page.locator(".term", has_text="lanjut tanpa turun").click()
        assert page.locator("#orang tbody tr").count() == 2
        assert narrow(page)

    def _is_handed_over(self, page, tmp_path) -> None:
        open_letter(page)
        page.get_by_role("link", name="Centang di Pelabuhan Lorens Say").click()
        page.get_by_role("link", name="Serah terima").click()
        page.get_by_label("Diterima oleh").fill("Dinas Sosial Uji")
        for canvas in page.locator("canvas").all():
            canvas.scroll_into_view_if_needed()
            box = canvas.bounding_box()
            page.mouse.move(box["x"] + 20, box["y"] + 20)
            page.mouse.down()
            page.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
            page.mouse.up()
        page.get_by_role("button", name="Serahkan dan buat berita acara").click()
        page.get_by_text("Sidik cocok").wait_for()
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Unduh PDF").click()
        paper = tmp_path / "ba.pdf"
        waiting.value.save_as(paper)
        assert paper.read_bytes().startswith(b"%PDF")

    def test_is_seen_by_those_who_sent_the_letter(self, enter):
        page = enter("sister-office", PHONE)
        open_letter(page)
        assert "Pelabuhan Lorens Say" in page.locator("main").inner_text()
        assert narrow(page)


class TestAListFromWhatsApp:
    @pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
    def test_is_pasted_looked_at_saved_and_ticked(self, enter, scripts):
        page = enter("quay-officer", PHONE, java_script_enabled=scripts)
        page.goto("/perjalanan/baru/")
        page.get_by_label("Tempel atau ketik daftarnya").fill(PASTED)
        page.get_by_role("button", name="Lihat dahulu").click()
        page.get_by_role("heading", name="Ini yang dipahami").wait_for()
        assert "Surat menyebut 3 orang, dan terbaca 3 nama" in page.locator("main").inner_text()
        page.get_by_role("button", name="Simpan daftar 3 orang").click()
        page.get_by_role("link", name="Centang di Pelabuhan Lorens Say").click()
        page.get_by_role("button", name="Yohanes Uji Perjalanan tiba").click()
        page.locator("li.person", has_text="Yohanes Uji Perjalanan").locator(".ticked").wait_for()
        assert "1 turun · 2 belum" in total(page)

    def test_finds_a_name_as_it_sounds_while_it_is_written(self, enter):
        page = enter("quay-officer", PHONE)
        page.goto("/perjalanan/baru/")
        page.get_by_label("Tempel atau ketik daftarnya").fill(PASTED)
        page.get_by_role("button", name="Lihat dahulu").click()
        page.get_by_role("button", name="Simpan daftar 3 orang").click()
        page.get_by_role("link", name="Centang di Pelabuhan Lorens Say").click()
        page.get_by_placeholder("Cari nama, seperti terdengar").press_sequentially("johanis")
        page.locator("li.person", has_text="Maria").wait_for(state="detached")
        assert page.locator("li.person").count() == 1
