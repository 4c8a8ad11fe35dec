"""Red flags (docs/law/tanda-bahaya.md): signals that weigh and never decide (UU 18/2017 article 70(2)).

A flag without a fact in the dossier is declared, so that its code is taken; its answer is unknown and it is not shown.
"""

from sasando.core.law.expression import DAY, UNSURE, Expression, F, all_of, any_of, full_years
from sasando.core.law.indonesia.cost import COST_CONFLICT_WITH_ACT
from sasando.core.law.requirement import RedFlag

TRANSIT_PLACES = (
    "BATAM",
    "NUNUKAN",
    "TAWAU",
    "ENTIKONG",
    "DUMAI",
    "TARAKAN",
    "TANJUNG PINANG",
    "SEBATIK",
)  # routes watched in NTT


def _flag(code: str, indonesian: str, english: str, raised: Expression = UNSURE) -> RedFlag:
    return RedFlag(code=code, says={"id": indonesian, "en": english}, raised=raised)


_YEARS_APART = any_of(
    full_years(F.born_on, at=F.born_on_other, years=1), full_years(F.born_on_other, at=F.born_on, years=1)
)
_HELD_BY_OTHERS = F.documents_held_by_worker == False

RED_FLAGS = (
    _flag("new_id_card_old_region", "KTP baru dengan NIK daerah lama", "New ID card, old region's number"),
    _flag(
        "birth_dates_years_apart",
        "Tanggal lahir di dua dokumen berselisih setahun atau lebih",
        "Birth dates of two documents a year or more apart",
        _YEARS_APART,
    ),
    _flag("three_papers_one_week", "Tiga dokumen terbit dalam seminggu", "Three papers issued in one week"),
    _flag("passport_far_from_home", "Paspor dibuat jauh dari domisili", "Passport applied for far from home"),
    _flag(
        "family_visit_one_way",
        "Alasan kunjungan keluarga dengan tiket sekali jalan",
        "Purpose family visit, one-way ticket",
    ),
    _flag("same_handwriting", "Surat izin dengan tulisan tangan yang sama", "Consents in one handwriting"),
    _flag(
        "transit_place_watched",
        "Rute lewat tempat transit yang diawasi",
        "Route by a watched transit place",
        any_of(F.route.mentions(*TRANSIT_PLACES), F.departure_gate.mentions(*TRANSIT_PLACES)),
    ),
    _flag("transit_not_on_job_order", "Transit di kota yang tidak ada di job order", "Transit not on job order"),
    _flag("group_with_one_buyer", "Rombongan dengan satu pembeli tiket", "Unrelated group, one ticket buyer"),
    _flag("advance_to_family", "Uang muka dibayarkan ke keluarga", "Advance paid to the family"),
    _flag("money_of_custom", "Uang sirih atau uang pangkal", "Money of custom (uang sirih, uang pangkal)"),
    _flag("debt_on_receipt", "Utang ditulis pada kuitansi", "Debt written on a receipt"),
    _flag("wage_deductions", "Jadwal potongan gaji", "Schedule of wage deductions"),
    _flag("loan_by_recruiter", "Pinjaman diatur perekrut", "Loan arranged by the recruiter"),
    _flag(
        "papers_held_by_another",
        "Paspor atau dokumen dipegang orang lain",
        "Passport or papers held by another",
        _HELD_BY_OTHERS,
    ),
    _flag(
        "COST_CONFLICT_WITH_ACT",
        "Ada pungutan yang mungkin dibolehkan Permen P2MI 17/2025, tetapi tidak oleh Pasal 30 UU 18/2017",
        "A charge that Permen P2MI 17/2025 may allow, yet article 30 of UU 18/2017 does not",
        COST_CONFLICT_WITH_ACT,
    ),
    _flag(
        "recent_school_age",
        "Baru lepas usia sekolah (18 tahun)",
        "Just past school age (18 years)",
        all_of(full_years(F.born_on, at=DAY, years=18), ~full_years(F.born_on, at=DAY, years=19)),
    ),
    _flag("cannot_name_employer", "Tidak tahu majikan, alamat atau upah", "Cannot name employer or wage"),
    _flag("coached_answers", "Jawaban seperti dihafalkan", "Coached answers"),
    _flag("phone_held_by_another", "Telepon dipegang orang lain", "Phone held by another"),
    _flag("night_pick_up", "Dijemput malam hari dari desa", "Picked up at night from the village"),
    _flag(
        "private_recruiter",
        "Direkrut orang perseorangan",
        "Recruited by a private person",
        F.recruiter_kind == "INDIVIDUAL",
    ),
    _flag("recruiter_in_earlier_case", "Perekrut dikenal dari kasus lama", "Recruiter of an earlier case"),
    _flag("deported_before", "Pernah dideportasi", "Deported before"),
    _flag("pregnancy_hidden", "Kehamilan disembunyikan", "Pregnancy hidden"),
    _flag("no_contact_7_days", "Tidak ada kabar lebih dari 7 hari", "No contact for more than 7 days"),
    _flag(
        "household_malaysia",
        "Pekerjaan rumah tangga di Malaysia",
        "Household work in Malaysia",
        all_of(F.employer_type == "HOUSEHOLD", F.country == "MY"),
    ),
    _flag(
        "company_under_sanction",
        "P3MI sedang diperingatkan atau dihentikan sebagian",
        "Company warned or partly suspended",
        F.company_licence_state.one_of("WARNED", "SUSPENDED_PART"),
    ),
    _flag("company_with_complaints", "P3MI dengan banyak aduan", "Company with many complaints"),
    _flag("village_case_cluster", "Desa dengan kasus sebelumnya", "Village with earlier cases"),
    _flag(
        "quota_almost_full",
        "Kuota SIP2MI hampir habis (90% atau lebih)",
        "Permit quota almost full (90% or more)",
        (F.permit_placed * 10) >= (F.permit_quota * 9),
    ),
    _flag("country_just_reopened", "Negara baru dibuka kembali", "Country just reopened"),
)
