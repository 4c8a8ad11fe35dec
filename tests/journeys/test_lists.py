"""A placement officer checks a list; a company sees only its own; a village looks on an old phone."""

from pathlib import Path

import openpyxl
import pytest
from tests.browser import PHONE

SAMPLE = Path(__file__).parents[2] / "examples" / "calon.xlsx"
pytestmark = [pytest.mark.xdist_group("site")]


def hand_in(page) -> None:
    page.goto("/daftar/periksa/")
    page.set_input_files("input[type=file]", SAMPLE)
    page.get_by_role("button", name="Periksa", exact=True).click()


class TestThePlacementOfficer:
    def test_uploads_reads_the_verdicts_and_takes_them_along(self, enter, tmp_path):
        page = enter("placement-officer")
        hand_in(page)
        page.wait_for_selector("table", timeout=30_000)
        assert "calon.xlsx" in page.locator("h1").inner_text()
        page.get_by_role("link", name="Apolonia Reda").click()
        assert "UU 18/2017" in page.locator("main").inner_text()
        page.go_back()
        with page.expect_download() as expected:
            page.get_by_role("link", name="Excel").click()
        expected.value.save_as(tmp_path / "hasil.xlsx")
        assert len(openpyxl.load_workbook(tmp_path / "hasil.xlsx").sheetnames) == 4

    def test_can_do_it_without_javascript(self, enter):
        page = enter("placement-officer", java_script_enabled=False)
        hand_in(page)
        for _ in range(60):
            if page.locator("table").count():
                break
            page.reload()
        assert page.get_by_role("link", name="Apolonia Reda").count() == 1

    def test_keeps_what_was_typed_when_nothing_was_given(self, enter):
        page = enter("placement-officer", java_script_enabled=False)
        page.goto("/daftar/periksa/")
        page.get_by_label("Nama daftar").fill("Angkatan Maret")
        page.get_by_role("button", name="Periksa", exact=True).click()
        assert page.get_by_label("Nama daftar").input_value() == "Angkatan Maret"


class TestTheCompany:
    def test_sees_only_its_own_lists(self, enter):
        page = enter("p3mi")
        page.goto("/daftar/")
        mine = page.locator(".who").first.inner_text().split("·")[-1].strip()
        owners = set(page.locator("table tbody tr td:nth-child(2)").all_inner_texts())
        assert owners == {mine}

    def test_finds_nothing_at_the_address_of_anothers_list(self, enter):
        officer = enter("placement-officer")
        officer.goto("/daftar/")
        company = enter("p3mi")
        own = company.locator(".who").first.inner_text().split("·")[-1].strip()
        row = officer.locator("table tbody tr").filter(has_not_text=own).first
        address = row.locator("a").get_attribute("href")
        assert company.request.get(address).status == 404


class TestTheVillage:
    def test_reads_its_people_on_a_small_phone(self, enter):
        page = enter("village", PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.locator("main h2").count() >= 2

    def test_writes_somebody_down_with_one_name(self, enter):
        page = enter("village", PHONE)
        page.goto("/orang/tambah/")
        page.locator("input[name=full_name]").fill("Mama Yuliana")
        page.locator("main form button").last.click()
        assert "Mama Yuliana" in page.locator("h1").inner_text()
