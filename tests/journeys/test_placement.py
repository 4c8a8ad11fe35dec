"""One woman of Sumba, from the village register to card and gate: every office on its own screen, nothing typed twice.

And a household employer without a partner agency, which the law does not allow.
"""

import re
from datetime import datetime, timedelta

from tests.browser import DESK, PHONE

from sasando.core.credentials import WITA

NAME, NIK = "Katarina Lede Pati", "5312124708990999"
PLACEMENT = re.compile(r"/penempatan/[0-9a-f-]{36}/$")


def day(offset: int) -> str:
    return (datetime.now(WITA).date() + timedelta(days=offset)).isoformat()


def fill(page, facts: dict) -> None:
    """Fill what is asked by its name; a choice is chosen, several are ticked."""
    for name, value in facts.items():
        field = page.locator(f"[name={name}]").first
        kind = field.evaluate("one => one.tagName === 'SELECT' ? 'select' : one.type")
        if kind == "select":
            field.select_option(value)
        elif kind == "checkbox":
            for one in value:
                page.locator(f"[name={name}][value='{one}']").check()
        elif kind == "radio":
            page.locator(f"[name={name}][value='{value}']").check()
        else:
            field.fill(str(value))


def step(page, address: str, kind: str, facts: dict) -> None:
    """Take a step on its form."""
    page.goto(f"{address}langkah/{kind}/")
    fill(page, facts)
    page.get_by_role("button", name="Simpan langkah ini").click()
    page.wait_for_url(PLACEMENT)


def begin(page, name: str, more: dict) -> str:
    """Write somebody down and begin; gives the address of the placement."""
    page.goto(f"/penempatan/mulai/?q={name}")
    if not page.locator("[name=full_name]").first.is_visible():
        page.get_by_text("Catat orang baru").click()
    fill(page, {"full_name": name, "sex": "F"} | more)
    page.get_by_role("button", name="Catat dan lanjut").click()
    page.get_by_role("heading", name=name).wait_for()
    fill(page, {"scheme": "P2P", "country": "MY", "position": "Pengurus rumah tangga"})
    page.get_by_role("button", name="Mulai", exact=True).click()
    page.wait_for_url(PLACEMENT)
    return path_of(page)


def register(page, address: str) -> None:
    """What the labour office does."""
    step(page, address, "informed", {"informed_on": day(-90)})
    page.goto(f"{address}langkah/registered/")
    fill(page, {"registration_number": "CPMI-2026-5312-0001", "registered_on": day(-85), "marital_status": "single",
                "born_on": "1999-08-07", "nik": NIK})  # fmt: skip
    page.get_by_role("button", name="Simpan langkah ini").click()
    page.wait_for_url(PLACEMENT)
    step(page, address, "selected", {"selected_at_office_on": day(-80), "recruiter_kind": "COMPANY_STAFF",
                                     "recruited_on": day(-79)})  # fmt: skip


def match(page, address: str, *, partner: bool) -> None:
    """Choose a job for a house maid in Malaysia, of PT Tenun with a partner agency, or of any company without one."""
    page.goto(f"{address}lowongan/")
    company = "PT Tenun" if partner else "PT "
    options = page.locator(f"[name=job] optgroup[label^='{company}'] option").all()
    known = {one.get_attribute("value"): one.inner_text() for one in options}
    maids = {key: text for key, text in known.items() if "Pengurus rumah tangga" in text and "Malaysia" in text}
    [value, *_] = [key for key, text in maids.items() if "JO-" in text and ("tanpa Mitra" in text) is not partner]
    page.locator("[name=job]").select_option(value)
    page.get_by_role("button", name="Tetapkan").click()
    page.wait_for_url(PLACEMENT)


def examined(enter, address: str, role: str) -> None:
    """The examiner opens a slot, the company books it, the examiner records consent and result."""
    examiner = enter(role, PHONE)
    examiner.goto("/pemeriksaan/buka/")
    fill(examiner, {"place": "53.71", "at": f"{day(1)}T09:00", "capacity": "3", "price_idr": "125000"})
    examiner.locator("main form button").last.click()
    examiner.wait_for_url(re.compile(r"/pemeriksaan/[0-9a-f-]{36}/"))
    company = enter("p3mi", DESK)
    company.goto(address)
    person = company.locator("a[href*='orang=']").first.get_attribute("href").split("orang=")[1].split("&")[0]
    company.goto(f"{path_of(examiner)}pesan/?orang={person}")
    company.locator(f"[name=orang][value='{person}']").check()
    company.get_by_role("button", name="Lanjut").click()
    company.get_by_role("button", name="Pesan sekarang").click()
    company.get_by_text("1 orang sudah punya tempat.").wait_for()
    examiner.goto("/pemeriksaan/periksa/?hari=semua")
    examiner.get_by_role("link", name=re.compile(NAME)).first.click()
    examiner.get_by_role("button", name="Ia setuju").click()
    examiner.get_by_role("button", name="Simpan hasil").wait_for()
    fill(examiner, {"result": "fit"})
    if examiner.locator("select[name=psychologist]").count():
        examiner.locator("select[name=psychologist]").select_option(index=1)
    examiner.get_by_role("button", name="Simpan hasil").click()
    examiner.get_by_text(f"Hasil {NAME} sudah dicatat.").wait_for()


def path_of(page) -> str:
    """The address of a page without the site."""
    return re.sub(r"^https?://[^/]+", "", page.url)


class TestAWomanOfSumba:
    def test_goes_from_the_village_to_the_gate_through_seven_accounts(self, enter):
        village, office = enter("village", PHONE, at="sumba-barat"), enter("labour-office", DESK, at="sumba-barat")
        address = begin(village, NAME, {})
        step(village, address, "village_verified", {"village_verified_on": day(-88)})
        register(office, address)
        match(office, address, partner=True)
        step(village, address, "consent", {"consent_by": "PARENT", "consent_acknowledged_on": day(-70)})
        company = enter("p3mi", DESK)
        for kind, facts in OF_COMPANY:
            step(company, address, kind, facts)
        examined(enter, address, "clinic")
        examined(enter, address, "psychologist")
        for kind, facts in OF_OFFICE:
            step(office, address, kind, facts)
        plan(company, address)
        officer = enter("placement-officer", DESK)
        officer.goto(address)
        officer.get_by_role("button", name="Luluskan").click()
        officer.get_by_text("Diluluskan").first.wait_for()
        paid(company, office, ledger := address.replace("penempatan", "terbit"))
        issued(enter("head", DESK), ledger)
        departed(enter("quay-officer", PHONE, at="el-tari"), address)


class TestAHouseholdWithoutAPartner:
    def test_is_refused_with_its_article(self, enter):
        office = enter("labour-office", DESK, at="sumba-barat")
        address = begin(office, "Marta Bili Ate", {"nik": "5312126506980998", "born_on": "1998-06-25"})
        register(office, address)
        match(office, address, partner=False)
        officer = enter("placement-officer", DESK)
        officer.goto(address)
        text = officer.locator("main").inner_text()
        assert "Nonprosedural" in text
        assert "PP 59/2021 Pasal 86 ayat (2)" in text
        assert officer.get_by_role("button", name="Luluskan").count() == 0


def plan(company, address: str) -> None:
    """The company fixes day and gate."""
    company.goto(f"{address}berangkat/")
    fill(company, {"departs_on": day(20), "gate": "bandara-el-tari"})
    company.get_by_role("button", name="Simpan rencana").click()
    company.wait_for_url(PLACEMENT)


def issued(head, ledger: str) -> None:
    """The head issues the card and prints it."""
    head.goto(ledger)
    head.get_by_role("button", name="Terbitkan Kartu pendamping").click()
    head.get_by_role("heading", name=re.compile("K-20")).wait_for()
    with head.expect_download() as expected:
        head.get_by_role("button", name="Cetak (PDF)").click()
    assert expected.value.path().read_bytes().startswith(b"%PDF")


def departed(gate, address: str) -> None:
    """The gate finds her among those who wait for it, and sees her off."""
    gate.goto("/penempatan/?giliran=mine")
    gate.get_by_role("link", name=re.compile(NAME)).first.click()
    step(gate, path_of(gate), "departed", {})
    gate.goto(address)
    gate.get_by_text("Sudah berangkat").first.wait_for()


def paid(company, office, ledger: str) -> None:
    """The company enters both receipts, the labour office says that they are real."""
    for kind in ("before", "during"):
        company.goto(f"{ledger}bayar/")
        fill(company, {"kind": kind, "amount": "37500", "paid_on": day(-4), "reference": f"JALAN-{kind}"})
        company.get_by_role("button", name="Simpan").click()
        company.get_by_text("Pembayaran dicatat").wait_for()
    office.goto(ledger)
    for _ in range(2):
        office.get_by_role("button", name="Kuitansinya benar").first.click()
        office.wait_for_load_state()


OF_COMPANY = (
    ("trained", {"trained_by_accredited": "ya", "competence_number": "LSP-1", "competence_until": day(700),
                 "competence_position": "Pengurus rumah tangga"}),
    ("marital", {"marital_letter": "ya"}),
    ("insured_number", {"social_security_number": "25041234567", "health_insurance_active": "ya"}),
    ("agreement", {"placement_agreement_on": day(-60), "placement_agreement_with": "PT Tenun Nila Karya"}),
    ("insured_before", {"premium_pre_on": day(-58), "premium_pre_idr": "37500"}),
    ("passport", {"passport_number": "C1234567", "passport_until": day(1500), "documents_held_by_worker": "ya"}),
    ("contract", {"contract_on": day(-40), "contract_months": "24", "contract_elements": list("abcdefg"),
                  "contract_endorsed": "ya", "contract_copy_held": "ya",
                  "position_contract": "Pengurus rumah tangga"}),
    ("visa", {"visa_kind": "WORK", "visa_number": "V-1", "visa_until": day(400)}),
)  # fmt: skip
OF_OFFICE = (
    ("oriented", {"orientation_on": day(-5)}),
    ("insured_during", {"premium_during_on": day(-4), "premium_during_idr": "332500", "premium_months": "24"}),
    ("worker_card", {"worker_card_number": "EPMI-1"}),
)
