"""Story C: the uncle's third batch is known from two reports, five of fifteen are on leave, the rest is reported."""

import re

import pytest
from tests.browser import PHONE

MESSAGE = "Pesan: 15 orang, feri Bolok-Larantuka"
PAPERS = ("passport", "leave_letter", "contract", "card")
pytestmark = [pytest.mark.xdist_group("site")]


@pytest.fixture
def third_batch(enter):
    """The officer's phone, and the key of the list of fifteen."""
    page = enter("protection-officer", PHONE)
    page.goto("/perjalanan/")
    page.get_by_role("link", name=MESSAGE).first.click()
    return page, re.search(r"[0-9a-f-]{36}", page.url)[0]


class TestTheThirdBatch:
    def test_is_known_cleared_in_part_and_reported(self, third_batch):
        page, key = third_batch
        page.goto(f"/pencegahan/pernah/?daftar={key}")
        said = page.locator(".notice").first.inner_text()
        assert re.search(r"Nomor telepon: 0*80000009471", said)
        assert "Hubungi Helpdesk Pelabuhan Tenau" in said
        page.get_by_role("link", name="Periksa pekerja cuti dahulu").click()
        for _ in range(5):
            page.get_by_label("Orang pada daftar").select_option(index=1)
            for paper in PAPERS:
                page.check(f"[name={paper}][value=seen]")
            page.get_by_role("button", name="Periksa").click()
            page.get_by_text("Bebas jalan:").wait_for()
        assert "5 bebas jalan" in page.locator(".score").inner_text()
        page.goto(f"/pencegahan/lapor/?daftar={key}")
        assert page.locator("[name=picked]").count() == 15
        assert page.locator("[name=picked]:checked").count() == 10
        page.get_by_label("Telepon pembawa").first.fill("0800-0000-9471")
        page.get_by_role("button", name="Pernah terlihat?").click()
        page.locator("#pernah .notice-title").wait_for()
        assert "2 laporan" in page.locator("#pernah").inner_text()
        page.get_by_label("Gerbang").select_option(label="Pelabuhan Bolok")
        page.get_by_role("button", name="Kirim laporan").click()
        page.get_by_text("Laporan terkirim.").wait_for()
        assert page.locator("h2", has_text="Orang (10)").count() == 1


class TestAReportOnAPhone:
    def test_shrinks_its_photo_and_keeps_it(self, enter, tmp_path):
        page = enter("quay-officer", PHONE)
        page.screenshot(path=tmp_path / "tiket.png", full_page=True)
        page.goto("/pencegahan/lapor/")
        page.get_by_label("Nama orang, satu baris satu orang").fill("Naomi Tefnai P 19 th")
        page.set_input_files("[name=photo_ticket]", tmp_path / "tiket.png")
        page.wait_for_function("() => document.querySelector('[name=photo_ticket]').files[0].type === 'image/jpeg'")
        page.get_by_role("button", name="Kirim laporan").click()
        page.get_by_text("Laporan terkirim.").wait_for()
        with page.expect_download() as expected:
            page.get_by_role("link", name="Tiket 1").click()
        assert expected.value.suggested_filename.endswith(".jpeg")

    def test_is_written_and_sent_without_javascript(self, enter):
        page = enter("quay-officer", PHONE, java_script_enabled=False)
        page.goto("/pencegahan/lapor/")
        page.get_by_label("Nama orang, satu baris satu orang").fill("Naomi Tefnai P 19 th")
        page.get_by_label("Telepon pembawa").first.fill("0800-0000-9471")
        page.get_by_role("button", name="Pernah terlihat?").click()
        assert "Hubungi Helpdesk Pelabuhan Tenau" in page.locator("#pernah").inner_text()
        assert "Naomi Tefnai" in page.get_by_label("Nama orang, satu baris satu orang").input_value()
        page.get_by_role("button", name="Kirim laporan").click()
        assert page.get_by_text("Laporan terkirim.").count() == 1
