"""The stages of a placement and the partial order that the law fixes between them."""

from collections.abc import Mapping
from enum import StrEnum

from sasando.core.facts import Says


class Stage(StrEnum):
    """A point of the way at which a dossier can be judged. The order of the members is only that of reading."""

    INFO = "INFO"
    REGISTER = "REGISTER"
    SELECT = "SELECT"
    TRAIN = "TRAIN"
    MEDICAL = "MEDICAL"
    DOCUMENTS = "DOCUMENTS"  # papers that may come in any order before departure
    PLACEMENT_AGREEMENT = "PLACEMENT_AGREEMENT"
    SOCSEC_PRE = "SOCSEC_PRE"
    PASSPORT = "PASSPORT"
    VISA = "VISA"
    OPP = "OPP"
    SOCSEC_DURING = "SOCSEC_DURING"
    CONTRACT_SIGN = "CONTRACT_SIGN"
    EKPMI = "EKPMI"
    DEPART = "DEPART"
    ARRIVAL_REPORT = "ARRIVAL_REPORT"
    WORK = "WORK"
    EXTEND = "EXTEND"
    END = "END"
    RETURN = "RETURN"
    REINTEGRATE = "REINTEGRATE"

    def comes_by(self, asked: "Stage") -> bool:
        """Whether this stage is `asked` itself or lies before it; False when it lies behind or beside it.

        >>> Stage.SELECT.comes_by(Stage.PLACEMENT_AGREEMENT), Stage.VISA.comes_by(Stage.OPP)
        (True, False)
        """
        return self is asked or any(self.comes_by(before) for before in _BEFORE.get(asked, ()))


_S = Stage

# Who is no candidate before registration (UU 18/2017 article 1(1)) does nothing before it. Beyond that only the edges
# that the law fixes: PP 59/2021 articles 47(3), 85(3), 86(3)a; Permenaker 4/2023 article 19; UU 18/2017 article 13.
_BEFORE: Mapping[Stage, tuple[Stage, ...]] = {
    _S.REGISTER: (_S.INFO,),
    _S.SELECT: (_S.REGISTER,),
    _S.TRAIN: (_S.REGISTER,),
    _S.MEDICAL: (_S.REGISTER,),
    _S.DOCUMENTS: (_S.REGISTER,),
    _S.PLACEMENT_AGREEMENT: (_S.SELECT,),
    _S.SOCSEC_PRE: (_S.PLACEMENT_AGREEMENT,),
    _S.PASSPORT: (_S.REGISTER,),
    _S.VISA: (_S.REGISTER,),
    _S.OPP: (_S.REGISTER,),
    _S.SOCSEC_DURING: (_S.OPP,),
    _S.CONTRACT_SIGN: (_S.REGISTER,),
    _S.EKPMI: (_S.REGISTER,),
    _S.DEPART: (
        _S.TRAIN,
        _S.MEDICAL,
        _S.DOCUMENTS,
        _S.SOCSEC_PRE,
        _S.PASSPORT,
        _S.VISA,
        _S.SOCSEC_DURING,
        _S.CONTRACT_SIGN,
        _S.EKPMI,
    ),
    _S.ARRIVAL_REPORT: (_S.DEPART,),
    _S.WORK: (_S.ARRIVAL_REPORT,),
    _S.EXTEND: (_S.WORK,),
    _S.END: (_S.WORK,),
    _S.RETURN: (_S.END,),
    _S.REINTEGRATE: (_S.RETURN,),
}

STAGE_NAMES: Mapping[Stage, Says] = {
    _S.INFO: {"id": "informasi", "en": "information"},
    _S.REGISTER: {"id": "pendaftaran", "en": "registration"},
    _S.SELECT: {"id": "seleksi", "en": "selection"},
    _S.TRAIN: {"id": "pelatihan", "en": "training"},
    _S.MEDICAL: {"id": "pemeriksaan kesehatan dan psikologi", "en": "health and psychological examination"},
    _S.DOCUMENTS: {"id": "kelengkapan dokumen", "en": "documents"},
    _S.PLACEMENT_AGREEMENT: {"id": "perjanjian penempatan", "en": "placement agreement"},
    _S.SOCSEC_PRE: {"id": "jaminan sosial sebelum bekerja", "en": "social security before work"},
    _S.PASSPORT: {"id": "paspor", "en": "passport"},
    _S.VISA: {"id": "visa kerja", "en": "work visa"},
    _S.OPP: {"id": "orientasi pra pemberangkatan (OPP)", "en": "pre-departure orientation (OPP)"},
    _S.SOCSEC_DURING: {"id": "jaminan sosial selama bekerja", "en": "social security during work"},
    _S.CONTRACT_SIGN: {"id": "penandatanganan perjanjian kerja", "en": "signing of the contract"},
    _S.EKPMI: {"id": "kartu elektronik (E-KPMI)", "en": "electronic worker card (E-KPMI)"},
    _S.DEPART: {"id": "keberangkatan", "en": "departure"},
    _S.ARRIVAL_REPORT: {"id": "lapor kedatangan", "en": "arrival report"},
    _S.WORK: {"id": "masa kerja", "en": "work"},
    _S.EXTEND: {"id": "perpanjangan", "en": "extension"},
    _S.END: {"id": "akhir kontrak", "en": "end of contract"},
    _S.RETURN: {"id": "kepulangan", "en": "return"},
    _S.REINTEGRATE: {"id": "reintegrasi", "en": "reintegration"},
}
