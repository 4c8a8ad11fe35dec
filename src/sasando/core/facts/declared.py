"""Every fact that the law asks about, declared once: the columns of a list of candidates (daftar calon).

Spreadsheet, command line, forms, templates, documentation and the law engine all read this table.
"""

from collections.abc import Mapping

from sasando.core.facts.codes import (
    CONSENT_GIVERS,
    EMPLOYER_TYPES,
    EXAMINATION_RESULTS,
    LICENCE_STATES,
    MARITAL_STATUSES,
    PREGNANCY_RESULTS,
    PURPOSES,
    RECRUITER_KINDS,
    SCHEMES,
    SEA_CHANNELS,
    SEXES,
    VISA_KINDS,
)
from sasando.core.facts.fact import Fact, Kind, Sensitivity, Supplier

_NONE, _GENERAL, _SPECIFIC = Sensitivity.NONE, Sensitivity.GENERAL, Sensitivity.SPECIFIC
_S = Supplier


def _fact(  # noqa: PLR0913, PLR0917 - a row of a table, not a call with options
    key: str,
    kind: Kind,
    headers: str,
    english: str,
    supplier: Supplier,
    sensitivity: Sensitivity = _GENERAL,
    codes: Mapping[str, tuple[str, ...]] | None = None,
) -> Fact:
    """`headers` and `english` are separated by ";"; the first of each is the label in that language."""
    indonesian, other = (tuple(word.strip() for word in words.split(";")) for words in (headers, english))
    return Fact(
        key=key,
        kind=kind,
        label={"id": indonesian[0], "en": other[0]},
        headers=indonesian + other,
        supplier=supplier,
        sensitivity=sensitivity,
        codes=codes or {},
        none_is_known=key == "partner_agency",  # that there is no partner is a fact that the law asks for
    )


_WORKER = (
    _fact(
        "full_name",
        Kind.NAME,
        "Nama; Nama Lengkap; Nama CPMI; Nama Calon; Nama Calon PMI; Nama PMI; Nama Pekerja",
        "Name; Full Name",
        _S.WORKER,
    ),
    _fact("alias", Kind.NAME, "Alias; bin/binti", "Also known as", _S.WORKER),
    _fact(
        "nik",
        Kind.NIK,
        "NIK; No KTP; No KTP/NIK; NIK/No KTP; No NIK; NIK KTP; Nomor Induk Kependudukan",
        "National ID number",
        _S.WORKER,
    ),
    _fact(
        "sex", Kind.CODE, "JK; Jenis Kelamin; L/P; Jenis Kelamin (L/P); JK (L/P)", "Sex; Gender", _S.WORKER, codes=SEXES
    ),
    _fact(
        "born_on",
        Kind.DATE,
        "Tgl Lahir; Tanggal Lahir; TTL; Tempat/Tgl Lahir; Tempat, Tanggal Lahir",
        "Date of Birth; Born on",
        _S.WORKER,
    ),
    _fact(
        "born_on_other",
        Kind.DATE,
        "Tgl Lahir Dokumen Lain; Tgl Lahir Ijazah/Baptis; Tgl Lahir Ijazah; Tgl Lahir Baptis; Tgl Lahir Paspor",
        "Date of birth on another document",
        _S.WORKER,
    ),
    _fact(
        "marital_status",
        Kind.CODE,
        "Status Kawin; Status Perkawinan; Status Pernikahan; Status Nikah",
        "Marital Status",
        _S.WORKER,
        codes=MARITAL_STATUSES,
    ),
    _fact("village", Kind.PLACE, "Desa; Kelurahan; Desa/Kelurahan; Kelurahan/Desa; Desa Asal", "Village", _S.WORKER),
    _fact("regency", Kind.PLACE, "Kabupaten; Kab/Kota; Kota/Kabupaten; Kabupaten Asal", "Regency", _S.WORKER),
    _fact("purpose", Kind.CODE, "Keperluan", "Purpose", _S.WORKER, codes=PURPOSES),
)

_JOB = (
    _fact("scheme", Kind.CODE, "Skema; Skema Penempatan", "Scheme", _S.COMPANY, _NONE, SCHEMES),
    _fact("sea_channel", Kind.CODE, "Jalur Awak Kapal", "Sea channel", _S.COMPANY, _NONE, SEA_CHANNELS),
    _fact(
        "country",
        Kind.COUNTRY,
        "Negara; Negara Tujuan; Negara Penempatan",
        "Country; Destination country",
        _S.COMPANY,
        _NONE,
    ),
    _fact(
        "position",
        Kind.POSITION,
        "Jabatan; Posisi; Jabatan/Posisi; Pekerjaan di Luar Negeri",
        "Position; Job position",
        _S.COMPANY,
        _NONE,
    ),
    _fact("position_contract", Kind.POSITION, "Jabatan PK", "Position in the contract", _S.COMPANY, _NONE),
    _fact("position_visa", Kind.POSITION, "Jabatan Visa", "Position in the visa", _S.COMPANY, _NONE),
    _fact(
        "employer_name",
        Kind.ORGANISATION,
        "Pemberi Kerja; Nama Pemberi Kerja; Majikan; Nama Majikan; Pengguna",
        "Employer",
        _S.COMPANY,
    ),
    _fact("employer_contract", Kind.ORGANISATION, "Pemberi Kerja PK", "Employer in the contract", _S.COMPANY),
    _fact(
        "employer_type",
        Kind.CODE,
        "Jenis Pemberi Kerja",
        "Employer type",
        _S.MISSION,
        _NONE,
        EMPLOYER_TYPES,
    ),
    _fact(
        "partner_agency",
        Kind.ORGANISATION,
        "Mitra Usaha; Agensi; Agency; Nama Agensi",
        "Partner agency",
        _S.COMPANY,
        _NONE,
    ),
    _fact("recruited_on", Kind.DATE, "Tgl Rekrut; Tanggal Rekrut", "Recruited on", _S.COMPANY),
    _fact("recruiter_kind", Kind.CODE, "Perekrut", "Recruiter", _S.LABOUR_OFFICE, codes=RECRUITER_KINDS),
    _fact(
        "departs_on",
        Kind.DATE,
        "Tgl Berangkat; Tgl Keberangkatan; Rencana Berangkat",
        "Departure; Departs on; Departure date",
        _S.COMPANY,
    ),
    _fact("departure_gate", Kind.ROUTE, "Pintu Berangkat", "Departure gate", _S.COMPANY),
    _fact("route", Kind.ROUTE, "Rute", "Route", _S.COMPANY),
)

_PREPARATION = (
    _fact(
        "registration_number",
        Kind.TEXT,
        "No ID CPMI; ID SISKOP2MI; ID CPMI; ID PMI; No ID PMI",
        "Registration number",
        _S.LABOUR_OFFICE,
    ),
    _fact("registered_on", Kind.DATE, "Tgl Daftar; Tanggal Daftar", "Registered on", _S.LABOUR_OFFICE),
    _fact("village_verified_on", Kind.DATE, "Tgl Verifikasi Desa", "Village verification", _S.VILLAGE),
    _fact(
        "selected_at_office_on",
        Kind.DATE,
        "Tgl Seleksi Dinas/LTSA; Tgl Seleksi",
        "Selected at the office on",
        _S.LABOUR_OFFICE,
    ),
    _fact("informed_on", Kind.DATE, "Tgl Informasi", "Informed on", _S.LABOUR_OFFICE),
    _fact("trained_by_accredited", Kind.YES_NO, "Pelatihan Terakreditasi", "Accredited training", _S.COMPANY),
    _fact("marital_letter", Kind.YES_NO, "Surat Status Kawin", "Marital status letter", _S.WORKER),
    _fact("marriage_book", Kind.YES_NO, "Buku Nikah", "Marriage book", _S.WORKER),
    _fact("consent_by", Kind.CODE, "Izin Keluarga Oleh", "Family consent by", _S.WORKER, codes=CONSENT_GIVERS),
    _fact(
        "consent_acknowledged_on",
        Kind.DATE,
        "Tgl Diketahui Kepala Desa",
        "Consent acknowledged by the village head",
        _S.VILLAGE,
    ),
    _fact("competence_number", Kind.TEXT, "No Sertifikat Kompetensi", "Competence certificate", _S.CERTIFIER),
    _fact(
        "competence_until",
        Kind.DATE,
        "Berlaku s/d Kompetensi; Kompetensi s/d; Masa Berlaku Kompetensi",
        "Competence valid until",
        _S.CERTIFIER,
    ),
    _fact("competence_position", Kind.POSITION, "Skema Kompetensi", "Position of the competence", _S.CERTIFIER),
    _fact("orientation_on", Kind.DATE, "Tgl OPP", "Orientation; Pre-departure orientation", _S.SERVICE_OFFICE),
    _fact("worker_card_number", Kind.TEXT, "No E-PMI; No E-KPMI", "Worker card number", _S.SERVICE_OFFICE),
    _fact(
        "documents_held_by_worker",
        Kind.YES_NO,
        "Dokumen Dipegang Pekerja",
        "Documents held by the worker",
        _S.WORKER,
    ),
    _fact("self_reported_on", Kind.DATE, "Tgl Lapor Mandiri", "Self-reported on", _S.WORKER),
    _fact("own_risk_statement", Kind.YES_NO, "Surat Pernyataan Risiko", "Own-risk statement", _S.WORKER),
    _fact("return_reported_on", Kind.DATE, "Tgl Lapor Kepulangan", "Return reported on", _S.COMPANY),
)

_HEALTH = (
    _fact(
        "health_on",
        Kind.DATE,
        "Tgl Sarkes; Tgl Medical; Tgl Medical Check Up; Tgl MCU; Tgl Sertifikat Sehat",
        "Health examination",
        _S.HEALTH_FACILITY,
        _SPECIFIC,
    ),
    _fact(
        "health_result",
        Kind.CODE,
        "Hasil Sarkes; Hasil Medical; Hasil Medical Check Up; Hasil MCU",
        "Health result",
        _S.HEALTH_FACILITY,
        _SPECIFIC,
        EXAMINATION_RESULTS,
    ),
    _fact(
        "health_facility_designated",
        Kind.YES_NO,
        "Sarkes Ditunjuk",
        "Health facility designated",
        _S.HEALTH_FACILITY,
        _NONE,
    ),
    _fact(
        "pregnancy_test_on",
        Kind.DATE,
        "Tgl Tes Kehamilan",
        "Pregnancy test",
        _S.HEALTH_FACILITY,
        _SPECIFIC,
    ),
    _fact(
        "pregnancy_result",
        Kind.CODE,
        "Hasil Tes Kehamilan",
        "Pregnancy result",
        _S.HEALTH_FACILITY,
        _SPECIFIC,
        PREGNANCY_RESULTS,
    ),
    _fact("psych_on", Kind.DATE, "Tgl Psikologi", "Psychological examination", _S.PSYCHOLOGIST, _SPECIFIC),
    _fact(
        "psych_result",
        Kind.CODE,
        "Hasil Psikologi",
        "Psychological result",
        _S.PSYCHOLOGIST,
        _SPECIFIC,
        EXAMINATION_RESULTS,
    ),
    _fact("psych_registration", Kind.TEXT, "No STR Psikolog", "Psychologist's registration", _S.PSYCHOLOGIST, _NONE),
    _fact("psych_licence_until", Kind.DATE, "SILP s/d", "Psychologist's licence until", _S.PSYCHOLOGIST, _NONE),
    _fact(
        "social_security_number",
        Kind.TEXT,
        "No BPJS TK; No KPJ; No BPJS Ketenagakerjaan; BPJS TK",
        "Social security number",
        _S.SOCIAL_SECURITY,
    ),
    _fact("premium_pre_on", Kind.DATE, "Tgl Iuran Pra", "Premium before work paid on", _S.SOCIAL_SECURITY),
    _fact(
        "premium_pre_idr",
        Kind.MONEY,
        "Iuran Pra (Rp); Iuran Pra",
        "Premium before work (IDR)",
        _S.SOCIAL_SECURITY,
        _SPECIFIC,
    ),
    _fact("premium_during_on", Kind.DATE, "Tgl Iuran Selama", "Premium during work paid on", _S.SOCIAL_SECURITY),
    _fact(
        "premium_during_idr",
        Kind.MONEY,
        "Iuran Selama (Rp); Iuran Selama",
        "Premium during work (IDR)",
        _S.SOCIAL_SECURITY,
        _SPECIFIC,
    ),
    _fact("premium_months", Kind.MONTHS, "Bulan Dibayar", "Months paid", _S.SOCIAL_SECURITY),
    _fact("health_insurance_active", Kind.YES_NO, "JKN Aktif", "Health insurance active", _S.WORKER),
)

_PAPERS = (
    _fact("passport_number", Kind.TEXT, "No Paspor; Paspor; No Passport", "Passport number; Passport", _S.IMMIGRATION),
    _fact(
        "passport_until",
        Kind.DATE,
        "Paspor s/d; Paspor Berlaku s/d; Berlaku Paspor s/d; Masa Berlaku Paspor s/d; Masa Berlaku Paspor;"
        " Paspor Berlaku Sampai; Tgl Habis Paspor",
        "Passport valid until",
        _S.IMMIGRATION,
    ),
    _fact("visa_kind", Kind.CODE, "Jenis Visa", "Visa kind", _S.EMPLOYER, codes=VISA_KINDS),
    _fact("visa_number", Kind.TEXT, "No Visa; Nomor Visa", "Visa number", _S.EMPLOYER),
    _fact(
        "visa_until",
        Kind.DATE,
        "Visa s/d; Visa Berlaku s/d; Berlaku Visa s/d; Masa Berlaku Visa",
        "Visa valid until",
        _S.EMPLOYER,
    ),
    _fact("visa_employer", Kind.ORGANISATION, "Pemberi Kerja Visa", "Employer in the visa", _S.EMPLOYER),
    _fact(
        "placement_agreement_on",
        Kind.DATE,
        "Tgl Perjanjian Penempatan",
        "Placement agreement",
        _S.COMPANY,
    ),
    _fact(
        "placement_agreement_with",
        Kind.ORGANISATION,
        "Perjanjian Penempatan Dengan",
        "Placement agreement with",
        _S.COMPANY,
    ),
    _fact(
        "agreement_cost_clause",
        Kind.YES_NO,
        "Klausul Biaya",
        "Cost clause in the placement agreement",
        _S.COMPANY,
    ),
    _fact(
        "contract_on",
        Kind.DATE,
        "Tgl PK; Tgl Perjanjian Kerja; Tgl Kontrak",
        "Contract; Contract signed on",
        _S.EMPLOYER,
    ),
    _fact(
        "contract_months",
        Kind.MONTHS,
        "Lama Kontrak (bulan); Lama Kontrak; Masa Kontrak; Masa Kontrak (bulan)",
        "Contract months",
        _S.EMPLOYER,
    ),
    _fact("contract_endorsed", Kind.YES_NO, "PK Disahkan Perwakilan", "Contract endorsed", _S.MISSION),
    _fact("contract_elements", Kind.LETTERS, "Isi PK", "Contract elements", _S.EMPLOYER),
    _fact("contract_copy_held", Kind.YES_NO, "Salinan PK Dipegang", "Contract copy held", _S.WORKER),
)

_EXECUTOR = (
    _fact(
        "company_name",
        Kind.ORGANISATION,
        "P3MI; Nama PT; Nama P3MI; PPTKIS; Nama PPTKIS",
        "Placement company",
        _S.COMPANY,
        _NONE,
    ),
    _fact("company_licence", Kind.TEXT, "No SIP3MI; SIP3MI; Izin P3MI", "Company licence", _S.LICENCE_REGISTER, _NONE),
    _fact("company_licence_from", Kind.DATE, "SIP3MI dari", "Licence from", _S.LICENCE_REGISTER, _NONE),
    _fact("company_licence_until", Kind.DATE, "SIP3MI s/d", "Licence until", _S.LICENCE_REGISTER, _NONE),
    _fact(
        "company_licence_state",
        Kind.CODE,
        "Status SIP3MI",
        "Licence state",
        _S.LICENCE_REGISTER,
        _NONE,
        LICENCE_STATES,
    ),
    _fact("branch_licensed", Kind.YES_NO, "Izin Cabang", "Branch licensed", _S.LICENCE_REGISTER, _NONE),
    _fact("permit_number", Kind.TEXT, "No SIP2MI; SIP2MI", "Recruitment permit", _S.LICENCE_REGISTER, _NONE),
    _fact("permit_from", Kind.DATE, "SIP2MI dari", "Permit from", _S.LICENCE_REGISTER, _NONE),
    _fact("permit_until", Kind.DATE, "SIP2MI s/d", "Permit until", _S.LICENCE_REGISTER, _NONE),
    _fact("permit_country", Kind.COUNTRY, "Negara SIP2MI", "Permit country", _S.LICENCE_REGISTER, _NONE),
    _fact("permit_position", Kind.POSITION, "Jabatan SIP2MI", "Permit position", _S.LICENCE_REGISTER, _NONE),
    _fact("permit_sex", Kind.CODE, "JK SIP2MI", "Permit sex", _S.LICENCE_REGISTER, _NONE, SEXES),
    _fact("permit_quota", Kind.COUNT, "Kuota", "Quota", _S.LICENCE_REGISTER, _NONE),
    _fact("permit_placed", Kind.COUNT, "Terpakai", "Quota used", _S.LICENCE_REGISTER, _NONE),
    _fact("permit_holder", Kind.ORGANISATION, "Pemegang SIP2MI", "Permit holder", _S.LICENCE_REGISTER, _NONE),
    _fact("job_order_number", Kind.TEXT, "No Job Order; Job Order", "Job order number", _S.MISSION, _NONE),
    _fact("job_order_verified_on", Kind.DATE, "Tgl Verifikasi Atnaker", "Job order verified on", _S.MISSION, _NONE),
    _fact("employer_blacklisted", Kind.YES_NO, "Pemberi Kerja Bermasalah", "Employer blacklisted", _S.MISSION, _NONE),
    _fact("spsk", Kind.YES_NO, "SPSK", "One-channel placement system (SPSK)", _S.MISSION, _NONE),
    _fact(
        "charged_to_worker_idr",
        Kind.MONEY,
        "Biaya Dibebankan ke Pekerja (Rp); Biaya Dibebankan ke Pekerja",
        "Charged to the worker (IDR)",
        _S.COMPANY,
        _SPECIFIC,
    ),
    _fact("charged_items", Kind.TEXT, "Rincian Biaya", "Charged items", _S.COMPANY, _SPECIFIC),
    _fact("own_company_permit", Kind.TEXT, "No Izin UKPS", "Own-company permit", _S.LICENCE_REGISTER, _NONE),
    _fact("employed_since", Kind.DATE, "Karyawan Sejak", "Employed since", _S.COMPANY),
)

_SEA = (
    _fact("sea_contract_on", Kind.DATE, "Tgl PKL", "Sea contract", _S.EMPLOYER),
    _fact(
        "sea_contract_approved_on",
        Kind.DATE,
        "Tgl PKL Disahkan Syahbandar",
        "Sea contract approved on",
        _S.HARBOUR_MASTER,
    ),
    _fact("seaman_book_number", Kind.TEXT, "No Buku Pelaut", "Seaman book number", _S.HARBOUR_MASTER),
    _fact(
        "seaman_book_until",
        Kind.DATE,
        "Buku Pelaut s/d; Masa Berlaku Buku Pelaut",
        "Seaman book until",
        _S.HARBOUR_MASTER,
    ),
    _fact(
        "seafarer_identity_number",
        Kind.TEXT,
        "No Identitas Pelaut; No SID",
        "Seafarer identity document",
        _S.HARBOUR_MASTER,
    ),
    _fact("seafarer_identity_until", Kind.DATE, "SID s/d", "Seafarer identity until", _S.HARBOUR_MASTER),
    _fact(
        "principal_asks_identity",
        Kind.YES_NO,
        "Prinsipal Minta SID",
        "Principal asks for the identity document",
        _S.EMPLOYER,
        _NONE,
    ),
    _fact("collective_agreement", Kind.YES_NO, "KKB", "Collective agreement", _S.EMPLOYER, _NONE),
    _fact(
        "agency_agreement_endorsed",
        Kind.YES_NO,
        "Perjanjian Keagenan Disahkan",
        "Manning agreement endorsed",
        _S.MISSION,
        _NONE,
    ),
)

FACTS: Mapping[str, Fact] = {
    fact.key: fact for fact in (*_WORKER, *_JOB, *_PREPARATION, *_HEALTH, *_PAPERS, *_EXECUTOR, *_SEA)
}
"""Every fact by its key, in the order in which a list or a form shows them."""
