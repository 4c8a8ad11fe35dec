"""One line of JSON a row: the shape that other programs read."""

import json
from types import MappingProxyType

from tests.exchange.reports.cast import CLEARED, INCOMPLETE, judgement, named, result

from sasando.core.law.verdict import Decision, Outcome
from sasando.exchange.reports import Line, to_json_line


def test_a_row_has_exactly_these_keys_in_this_order():
    assert list(json.loads(to_json_line(INCOMPLETE))) == [
        "row", "name", "decision", "because", "stage", "as_of", "results", "findings", "flags", "errors",
        "last_safe_departure", "advised_departure",
    ]  # fmt: skip


def test_a_row_says_its_decision_in_codes_and_iso_days():
    row = json.loads(to_json_line(INCOMPLETE))
    assert (row["row"], row["name"], row["decision"], row["stage"]) == (3, "Yosef Nahak", "incomplete", "DEPART")
    assert (row["as_of"], row["last_safe_departure"], row["advised_departure"]) == (
        "2026-03-01",
        "2026-02-20",
        "2026-02-01",
    )


def test_a_result_has_all_that_the_contract_names():
    passport = json.loads(to_json_line(INCOMPLETE))["results"][1]
    assert passport == {
        "requirement": "passport",
        "outcome": "EXPIRED",
        "severity": "BLOCK",
        "effect": "depart",
        "confidence": "H",
        "confirmed": True,
        "basis": ["UU 18/2017 Pasal 13 huruf e"],
        "because": {"id": "Alasan tentang passport", "en": "Reason about passport"},
        "do": {"id": "Perpanjang di kantor imigrasi", "en": "Renew it at the immigration office"},
        "facts": {"passport_until": "2026-02-20", "employer_name": "PT. Jaya Abadi", "sex": "F", "jkn": True},
        "good_until": None,
        "needs": None,
        "parts": [],
    }


def test_what_does_not_block_has_no_effect_and_what_does_not_apply_is_left_out():
    results = json.loads(to_json_line(INCOMPLETE))["results"]
    assert {r["requirement"]: r["effect"] for r in results} == {
        "work_visa": "depart",
        "passport": "depart",
        "premium": None,
        "health_recent": None,
    }


def test_findings_flags_and_errors_are_beside_the_results():
    row = json.loads(to_json_line(INCOMPLETE))
    said = "Dokumen Pasal 13 belum lengkap"
    assert row["findings"] == [
        {"code": "N11", "proven": False, "basis": ["UU 18/2017 Pasal 68"], "says": {"id": said, "en": said}}
    ]
    assert row["flags"] == [{"code": "R03", "because": {"id": "Rute tidak sesuai", "en": "Route differs"}}]
    assert row["errors"] == [
        {
            "column": "Tgl Lahir",
            "value": "31/02/2001",
            "because": {"id": "Tanggal ini tidak ada", "en": "There is no such day"},
        }
    ]


def test_text_comes_back_as_it_was_written_but_codes_stay_codes():
    facts = json.loads(to_json_line(INCOMPLETE))["results"][0]["facts"]
    assert facts["employer_name"] == "PT. Jaya Abadi"
    assert facts["sex"] == "F"


def test_facts_that_were_not_shown_keep_the_value_of_the_law():
    assert json.loads(to_json_line(CLEARED))["results"][0]["facts"]["employer_name"] == "JAYA ABADI"


def test_each_row_is_one_line_whatever_stands_in_it():
    line = to_json_line(named('Maria\n\r\u2028"\\Bere'))
    assert line.count(b"\n") == 1
    assert line.endswith(b"}\n")
    assert json.loads(line)["name"] == 'Maria\n\r\u2028"\\Bere'


def test_half_a_letter_is_no_reason_to_fail():
    assert json.loads(to_json_line(named("Maria \udce9")))["name"] == "Maria ?"


def test_facts_may_be_any_mapping():
    facts = MappingProxyType({"full_name": "MARIA BERE"})
    read_only = Line(2, "Maria Bere", judgement(Decision.CLEARED, result("passport", Outcome.MET)), facts)
    assert json.loads(to_json_line(read_only))["decision"] == "cleared"
