"""One woman of Sumba, from the village register to card and gate: every office on its own screen, nothing typed twice.

And a household employer without a partner agency, which the law does not allow.
"""

import re
from datetime import date, timedelta

from tests.browser import DESK, PHONE

from sasando.core.credentials import judge, read_key_set
from sasando.core.credentials.revocations import read_revocations

NAME, NIK = "Katarina Lede Pati", "5312124708990999"
PLACEMENT = re.compile(r"/penempatan/[0-9a-f-]{36}/$")


def day(offset: int) -> str:
    return (date.today() + timedelta(days=offset)).isoformat()


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
    return re.sub(r"^https?://[^/]+", "", page.url)


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


def match(page, address: str, word: str) -> None:
    """Choose the job whose line holds the word."""
    page.goto(f"{address}lowongan/")
    options = page.locator("[name=job] option").all()
    [value, *_] = [one.get_attribute("value") for one in options if re.search(word, one.inner_text())]
    page.locator("[name=job]").select_option(value)
    page.get_by_role("button", name="Tetapkan").click()
    page.wait_for_url(PLACEMENT)


def examined(enter, address: str, role: str, filled: dict) -> None:
    """The examiner opens a slot, the company books it, the examiner records consent and result."""
    examiner = enter(role, PHONE)
    examiner.goto("/pemeriksaan/buka/")
    when = (date.today() + timedelta(days=1)).isoformat() + "T09:00"
    fill(examiner, {"at": when, "capacity": "3", "price_idr": "125000"})
    if examiner.locator("[name=place]").count():
        fill(examiner, {"place": "53.71"})
    examiner.locator("main form button").last.click()
    examiner.wait_for_url(re.compile(r"/pemeriksaan/[0-9a-f-]{36}/"))
    slot = re.sub(r"^https?://[^/]+", "", examiner.url)
    company = enter("p3mi", DESK)
    company.goto(address)
    person = company.locator("a[href*='orang=']").first.get_attribute("href").split("orang=")[1].split("&")[0]
    company.goto(f"{slot}pesan/?orang={person}")
    company.locator(f"[name=orang][value='{person}']").check()
    company.locator("main form button").last.click()
    company.locator("main form button").last.click()
    examiner.goto("/pemeriksaan/periksa/")
    examiner.get_by_role("link", name=re.compile(NAME)).first.click()
    examiner.get_by_role("button", name=re.compile("setuju", re.I)).first.click()
    fill(examiner, {"result": "fit"} | filled)
    examiner.locator("main form button").last.click()
    examiner.get_by_text("Layak").first.wait_for()


class TestAWomanOfSumba:
    def test_goes_from_the_village_to_the_gate_through_seven_accounts(self, enter, tmp_path):
        village = enter("village", PHONE, at="sumba-barat")
        address = begin(village, NAME, {"nik": NIK} if False else {})
        step(village, address, "village_verified", {"village_verified_on": day(-88)})
        step(village, address, "consent", {"consent_by": "PARENT", "consent_acknowledged_on": day(-70)})

        office = enter("labour-office", DESK, at="sumba-barat")
        register(office, address)
        match(office, address, r"(?i)pengurus|9111|.")

        company = enter("p3mi", DESK)
        company.goto(f"{address}langkah/passport/")
        assert company.locator("h1").inner_text() == "Paspor"
        for kind, facts in OF_COMPANY:
            step(company, address, kind, facts)
        examined(enter, address, "clinic", {"examiner": "dr. Uji"})
        examined(enter, address, "psychologist", {})


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
assert judge and read_key_set and read_revocations
