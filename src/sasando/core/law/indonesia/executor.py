"""Who places: licence of the company, recruitment permit, branch, recruiter; and how the worker is treated."""

from sasando.core.law.expression import DAY, UNSURE, Expression, F, Known, Term, all_of, any_of, known
from sasando.core.law.indonesia.acts import (
    PERMEN_1_2025,
    PP_22_2022,
    PP_22_FROM,
    PP_59_2021,
    UU_11_2020,
    UU_18_2017,
    UU_18_FROM,
)
from sasando.core.law.requirement import (
    BLOCK,
    FIX,
    HIGH,
    MEDIUM,
    P2P,
    PLACE,
    SEA,
    VIA_COMPANY,
    WARN,
    Check,
    Requirement,
    answered_yes,
    same,
    there,
    valid_until,
)
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Outcome

_COMPANY_BOUND = any_of(P2P, all_of(VIA_COMPANY, SEA, DAY >= PP_22_FROM))

_STATE_LIVE = any_of(
    F.company_licence_state.one_of("ACTIVE", "WARNED"), all_of(F.company_licence_state == "SUSPENDED_PART", UNSURE)
)


# A licence that was still valid on the day of recruitment has expired since; that is told by its end date.
_ENDED_SINCE_RECRUITMENT = all_of(
    F.company_licence_state == "EXPIRED",
    F.company_licence_until < DAY,
    F.recruited_on <= F.company_licence_until,
)


def _not_ended(until: Term) -> Expression:
    """Not ended on the day of recruitment; where that day is not known, on the day that counts."""
    return any_of(
        Known(until, negated=True), until >= F.recruited_on, all_of(Known(F.recruited_on, negated=True), until >= DAY)
    )


def _not_begun_after_recruitment(since: Term) -> Expression:
    return any_of(Known(since, negated=True), Known(F.recruited_on, negated=True), since <= F.recruited_on)


LIVE_PLACER = all_of(
    known(F.company_licence, F.permit_number),
    _STATE_LIVE,
    _not_ended(F.company_licence_until),
    _not_ended(F.permit_until),
    _not_begun_after_recruitment(F.company_licence_from),
    _not_begun_after_recruitment(F.permit_from),
)
"""A licensed company with a live recruitment permit stands behind the recruitment (docs/law/temuan.md, N02)."""

P3MI_LICENCE_LIVE = Requirement(
    key="p3mi_licence_live",
    name={"id": "SIP3MI berlaku", "en": "Company licence (SIP3MI) live"},
    says={
        "id": "P3MI memiliki SIP3MI yang berlaku pada hari perekrutan dan sesudahnya",
        "en": "The placement company has a licence that is live on the day of recruitment and after",
    },
    do={
        "id": "Periksa status SIP3MI di KP2MI; penempatan menunggu sampai izinnya berlaku.",
        "en": "Check the licence at the ministry; the placement waits until it is live.",
    },
    basis=(
        UU_18_2017.article("51"),
        UU_11_2020.article("84"),
        UU_18_2017.article("58"),
        UU_18_2017.article("71", "c"),
        PP_59_2021.article("46"),
        PERMEN_1_2025.article("6"),
    ),
    since=UU_18_FROM,
    due=Stage.SELECT,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    applies=_COMPANY_BOUND,
    checks=(
        there({"id": "nomor SIP3MI", "en": "number of the company licence"}, F.company_licence),
        Check(
            what={"id": "status SIP3MI aktif", "en": "licence state: active"},
            holds=any_of(_STATE_LIVE, _ENDED_SINCE_RECRUITMENT),
            findings=("N03",),
            wrong={
                "id": "SIP3MI dihentikan, dicabut, habis atau dikembalikan.",
                "en": "The licence is suspended, revoked, expired or surrendered.",
            },
        ),
        Check(
            what={"id": "direkrut saat SIP3MI berlaku", "en": "recruited while the licence was valid"},
            holds=all_of(
                any_of(Known(F.company_licence_until, negated=True), F.recruited_on <= F.company_licence_until),
                any_of(Known(F.company_licence_from, negated=True), F.company_licence_from <= F.recruited_on),
            ),
            unknown=None,
            findings=("N03",),
            wrong={
                "id": "Direkrut di luar masa berlaku SIP3MI.",
                "en": "Recruited outside the validity of the licence.",
            },
        ),
        valid_until(
            {"id": "SIP3MI berlaku pada hari berangkat", "en": "licence valid on the day of departure"},
            F.company_licence_until,
            unknown=None,
            limits_departure=False,
        ),
    ),
    note={
        "id": "Masa berlaku dibaca dari izinnya; tidak pernah dihitung lima tahun (UU 18/2017 Pasal 57 diubah).",
        "en": "The term is read from the licence and never computed as five years (article 57 was changed).",
    },
)

_REPORT_THE_RECRUITMENT = {
    "id": "Perekrutan sudah terjadi: minta penjelasan tertulis P3MI dan laporkan ke pengawas ketenagakerjaan.",
    "en": "The recruitment has happened: ask the company for a written account and tell the labour inspector.",
}
_UNCONFIRMED_FIX = {"severity": FIX, "confidence": MEDIUM, "confirmed": False}

SIP2MI_LIVE = Requirement(
    key="sip2mi_live",
    name={"id": "SIP2MI berlaku dan sesuai", "en": "Recruitment permit (SIP2MI) live and fitting"},
    says={
        "id": "SIP2MI berlaku, untuk negara tujuan ini, terbit sebelum perekrutan, dan kuotanya cukup",
        "en": "The recruitment permit is live, for this country, issued before the recruitment, with quota left",
    },
    do={
        "id": "Minta SIP2MI dan cocokkan negara, tanggal, jabatan dan kuota. Rekrut hanya setelah SIP2MI terbit.",
        "en": "Ask for the permit and compare country, dates, position and quota. Recruit only after it is issued.",
    },
    basis=(
        UU_18_2017.article("59"),
        UU_18_2017.article("72", "c"),
        PP_59_2021.article("47"),
        PP_59_2021.article("48"),
        PP_22_2022.article("11(1)"),
        PP_22_2022.article("28(1)"),
    ),
    since=UU_18_FROM,
    due=Stage.SELECT,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    applies=_COMPANY_BOUND,
    checks=(
        there({"id": "nomor SIP2MI", "en": "number of the recruitment permit"}, F.permit_number, findings=("N04",)),
        valid_until(
            {"id": "SIP2MI berlaku pada hari berangkat", "en": "permit valid on the day of departure"},
            F.permit_until,
            unknown=Outcome.UNKNOWN,
            findings=("N04",),
        ),
        Check(
            what={"id": "direkrut sebelum SIP2MI berakhir", "en": "recruited before the permit ended"},
            holds=F.recruited_on <= F.permit_until,
            unknown=None,
            findings=("N04",),
            wrong={"id": "Direkrut setelah SIP2MI berakhir.", "en": "Recruited after the permit had ended."},
            do=_REPORT_THE_RECRUITMENT,
        ),
        Check(
            what={"id": "direkrut setelah SIP2MI terbit", "en": "recruited after the permit was issued"},
            holds=F.permit_from <= F.recruited_on,
            findings=("N04",),
            wrong={"id": "Direkrut sebelum SIP2MI terbit.", "en": "Recruited before the permit was issued."},
            do=_REPORT_THE_RECRUITMENT,
        ),
        Check(
            what={"id": "negara SIP2MI sama dengan negara tujuan", "en": "permit is for this country"},
            holds=F.permit_country == F.country,
            findings=("N04",),
            wrong={"id": "SIP2MI untuk negara lain.", "en": "The permit is for another country."},
            do=_REPORT_THE_RECRUITMENT,
        ),
        Check(
            what={"id": "jabatan sesuai SIP2MI", "en": "position of the permit"},
            holds=same(F.permit_position, F.position),
            findings=("N05",),
            wrong={"id": "Jabatan tidak sesuai SIP2MI.", "en": "The position is not that of the permit."},
            **_UNCONFIRMED_FIX,  # type: ignore[arg-type]
        ),
        Check(
            what={"id": "jenis kelamin sesuai SIP2MI", "en": "sex as demanded in the permit"},
            holds=F.permit_sex == F.sex,
            unknown=None,
            wrong={"id": "Jenis kelamin tidak sesuai SIP2MI.", "en": "The sex is not that of the permit."},
            **_UNCONFIRMED_FIX,  # type: ignore[arg-type]
        ),
        Check(
            what={"id": "kuota SIP2MI masih ada", "en": "quota left in the permit"},
            holds=F.permit_placed < F.permit_quota,
            findings=("N05",),
            wrong={"id": "Kuota SIP2MI sudah habis.", "en": "The quota of the permit is used up."},
            **_UNCONFIRMED_FIX,  # type: ignore[arg-type]
        ),
    ),
)

_BRANCH = {"id": "izin kantor cabang", "en": "licence of the branch office"}

BRANCH_OFFICE_LICENSED = Requirement(
    key="branch_office_licensed",
    name={"id": "Izin kantor cabang", "en": "Branch office licensed"},
    says={
        "id": "Kantor cabang yang merekrut memiliki izin dari provinsi",
        "en": "The branch office that recruited has the licence of the province",
    },
    do={
        "id": "Tanyakan izin kantor cabang di Dinas Tenaga Kerja provinsi.",
        "en": "Ask the provincial labour office about the licence of the branch.",
    },
    basis=(UU_18_2017.article("53"), PP_59_2021.article("57")),
    since=UU_18_FROM,
    due=Stage.SELECT,
    severity=FIX,
    confidence=HIGH,
    applies=P2P,
    checks=(
        Check(
            what=_BRANCH,
            holds=F.branch_licensed != False,
            fails=Outcome.MISSING,
            unknown=None,
            findings=("N24",),
            proves=True,
        ),
        answered_yes(_BRANCH, F.branch_licensed),
    ),
)

_NOT_PRIVATE = F.recruiter_kind != "INDIVIDUAL"

RECRUITER_IS_AUTHORISED = Requirement(
    key="recruiter_is_authorised",
    name={"id": "Perekrut berwenang", "en": "Recruiter is authorised"},
    says={
        "id": "Perekrut adalah petugas P3MI atau pemerintah, bukan orang perseorangan (calo)",
        "en": "The recruiter is staff of the company or an officer, not a private person",
    },
    do={
        "id": "Catat siapa yang mengajak. Calo tanpa P3MI berizin di belakangnya dilaporkan ke polisi.",
        "en": "Record who recruited. A private recruiter with no licensed company behind is reported to the police.",
    },
    basis=(UU_18_2017.article("69"), UU_18_2017.article("81")),
    since=UU_18_FROM,
    due=Stage.REGISTER,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    checks=(
        Check(
            what={
                "id": "P3MI berizin di belakang perekrut perseorangan",
                "en": "licensed company behind the recruiter",
            },
            when=VIA_COMPANY,
            holds=any_of(_NOT_PRIVATE, LIVE_PLACER),
            findings=("N02",),
            wrong={
                "id": "Direkrut orang perseorangan tanpa P3MI berizin dan SIP2MI yang berlaku di belakangnya.",
                "en": "Recruited by a private person with no licensed company and live permit behind.",
            },
        ),
        Check(
            what={"id": "perekrut", "en": "recruiter"},
            holds=_NOT_PRIVATE,
            severity=FIX,
            wrong={"id": "Perekrutnya orang perseorangan.", "en": "The recruiter is a private person."},
        ),
    ),
)

NO_DOCUMENT_RETENTION = Requirement(
    key="no_document_retention",
    name={"id": "Dokumen dipegang pekerja", "en": "Documents in the worker's hands"},
    says={
        "id": "Paspor dan perjanjian kerja dipegang pekerja sendiri",
        "en": "Passport and contract are in the worker's own hands",
    },
    do={
        "id": "Kembalikan dokumen kepada pekerja; menahannya adalah tanda kerja paksa.",
        "en": "Give the documents back; keeping them is a sign of forced labour.",
    },
    basis=(UU_18_2017.article("6(1)", "j"), UU_18_2017.article("6(1)", "m")),
    since=UU_18_FROM,
    due=Stage.DEPART,
    severity=WARN,
    confidence=HIGH,
    checks=(
        Check(
            what={"id": "siapa yang memegang dokumen", "en": "who holds the documents"},
            holds=F.documents_held_by_worker == True,
            wrong={"id": "Dokumen dipegang orang lain.", "en": "Somebody else holds the documents."},
        ),
    ),
)

RETURN_AND_EXTENSION_REPORTED = Requirement(
    key="return_and_extension_reported",
    name={"id": "Lapor kepulangan dan perpanjangan", "en": "Return and extension reported"},
    says={
        "id": "P3MI melaporkan kepulangan atau perpanjangan kontrak ke Perwakilan RI",
        "en": "The company reports the return or extension to the mission",
    },
    do={"id": "P3MI mengirim laporannya.", "en": "The company sends the report."},
    basis=(UU_18_2017.article("25"), PP_59_2021.article("86(3)", "b"), PP_59_2021.article("86(3)", "l")),
    since=UU_18_FROM,
    due=Stage.END,
    severity=WARN,
    confidence=HIGH,
    applies=P2P,
    checks=(there({"id": "tanggal laporan", "en": "day of the report"}, F.return_reported_on),),
)

REQUIREMENTS = (
    P3MI_LICENCE_LIVE,
    SIP2MI_LIVE,
    BRANCH_OFFICE_LICENSED,
    RECRUITER_IS_AUTHORISED,
    NO_DOCUMENT_RETENTION,
    RETURN_AND_EXTENSION_REPORTED,
)
