"""The codes of facts of kind `CODE`, each with the words that offices write for it (any case, any punctuation).

The code itself is always understood too. Words that could mean two things are left out: such a cell is an error.
"""

from collections.abc import Mapping

Codes = Mapping[str, tuple[str, ...]]

SEXES: Codes = {
    "M": ("L", "LK", "laki-laki", "laki2", "laki", "lelaki", "pria", "male", "man"),
    "F": ("P", "PR", "W", "perempuan", "wanita", "female", "woman"),
}
MARITAL_STATUSES: Codes = {
    "single": (
        "belum kawin",
        "belum menikah",
        "belum nikah",
        "belum pernah kawin",
        "tidak kawin",
        "tidak menikah",
        "lajang",
        "BK",
        "unmarried",
    ),
    "married": (
        "kawin",
        "menikah",
        "nikah",
        "sudah kawin",
        "sudah menikah",
        "kawin tercatat",
        "kawin belum tercatat",
        "K",
    ),
    "divorced": (
        "cerai hidup",
        "cerai",
        "duda/janda cerai",
        "janda cerai",
        "duda cerai",
        "janda cerai hidup",
        "duda cerai hidup",
        "CH",
        "divorcee",
    ),
    "widowed": (
        "cerai mati",
        "janda cerai mati",
        "duda cerai mati",
        "janda mati",
        "duda mati",
        "CM",
        "widow",
        "widower",
    ),
}
PURPOSES: Codes = {
    "WORK": ("kerja", "bekerja", "PMI"),
    "STUDY": ("studi", "belajar", "sekolah", "kuliah", "pelatihan", "magang", "student", "trainee"),
    "OFFICIAL": ("dinas", "tugas negara", "perjalanan dinas", "misi resmi"),
    "INVESTOR": ("penanam modal", "investasi"),
    "REFUGEE": ("pengungsi", "pencari suaka"),
    "LOCAL_STAFF": ("pegawai setempat", "pegawai perwakilan", "ASN perwakilan"),
    "STATE_FUNDED": ("dibiayai APBN", "APBN"),
    "SELF_EMPLOYED": ("usaha sendiri", "wiraswasta", "usaha mandiri"),
}
SCHEMES: Codes = {
    "G2G": ("G to G", "government to government", "antarpemerintah"),
    "P2P": ("P to P", "private to private", "P3MI"),
    "UKPS": ("U to U", "perusahaan sendiri", "kepentingan perusahaan sendiri"),
    "IND": ("mandiri", "perseorangan", "perorangan", "PMI perseorangan", "independent", "individual"),
    "SEA_N": ("awak kapal niaga", "pelaut niaga", "ABK niaga", "awak kapal niaga migran"),
    "SEA_P": ("awak kapal perikanan", "ABK perikanan", "pelaut perikanan", "awak kapal perikanan migran"),
}
SEA_CHANNELS: Codes = {
    "AGENCY": ("badan", "BP2MI", "KP2MI", "pemerintah"),
    "P3MI": ("lewat P3MI", "perusahaan penempatan"),
    "OWN_COMPANY": ("perusahaan sendiri", "UKPS"),
    "INDIVIDUAL": ("perseorangan", "mandiri", "perorangan"),
}
EMPLOYER_TYPES: Codes = {
    "LEGAL_ENTITY": ("badan hukum", "berbadan hukum", "perusahaan", "company", "institusi"),
    "GOVERNMENT": ("instansi pemerintah", "pemerintah", "badan pemerintah"),
    "HOUSEHOLD": ("perseorangan", "perorangan", "rumah tangga", "individual", "household", "pengguna perseorangan"),
}
RECRUITER_KINDS: Codes = {
    "COMPANY_STAFF": ("petugas P3MI", "karyawan P3MI", "staf P3MI", "staf perusahaan", "petugas perusahaan", "P3MI"),
    "AGENCY_OFFICER": ("petugas BP3MI", "petugas BP2MI", "petugas dinas", "BP3MI", "pemerintah"),
    "INDIVIDUAL": (
        "orang perseorangan",
        "calo",
        "sponsor",
        "perorangan",
        "perseorangan",
        "PL",
        "petugas lapangan",
        "broker",
    ),
    "NONE": ("tidak ada", "tanpa perekrut", "sendiri", "mandiri"),
}
CONSENT_GIVERS: Codes = {
    "SPOUSE": ("suami", "istri", "isteri", "suami/istri", "pasangan", "husband", "wife"),
    "PARENT": ("ayah", "ibu", "orang tua", "orangtua", "ortu", "bapak", "mama", "father", "mother"),
    "GUARDIAN": ("wali", "wali sah"),
}
EXAMINATION_RESULTS: Codes = {
    "fit": ("layak", "sehat", "fit to work", "memenuhi syarat", "lulus", "disarankan", "direkomendasikan"),
    "unfit": (
        "tidak layak",
        "tidak fit",
        "tidak sehat",
        "unfit to work",
        "tidak memenuhi syarat",
        "tidak lulus",
        "tidak disarankan",
        "tidak direkomendasikan",
        "not fit",
    ),
    "follow_up": (
        "tindak lanjut",
        "perlu tindak lanjut",
        "pending",
        "ditunda",
        "temporary unfit",
        "perlu pemeriksaan lanjutan",
    ),
}
PREGNANCY_RESULTS: Codes = {
    "negative": ("negatif", "neg", "tidak hamil"),
    "positive": ("positif", "pos", "hamil"),
}
VISA_KINDS: Codes = {
    "WORK": (
        "kerja",
        "visa kerja",
        "bekerja",
        "employment",
        "employment pass",
        "work permit",
        "working visa",
        "PLKS",  # Pas Lawatan Kerja Sementara, Malaysia
        "VTE",  # visa for temporary employment, Malaysia
        "SSW",  # Specified Skilled Worker, Japan
        "E-9",  # Korea
    ),
    "VISIT": (
        "kunjungan",
        "visa kunjungan",
        "social visit pass",
        "bisnis",
        "wisata",
        "turis",
        "tourist",
        "visa turis",
        "visitor",
    ),
    "UMRAH": ("umroh", "visa umrah", "umra"),
    "HAJJ": ("haji", "visa haji"),
    "STUDENT": ("pelajar", "mahasiswa", "visa pelajar", "study"),
    "TRANSIT": ("visa transit",),
    "NONE": ("tidak ada", "tanpa visa", "belum ada"),
}
LICENCE_STATES: Codes = {
    "ACTIVE": ("aktif", "berlaku"),
    "WARNED": ("peringatan", "diperingatkan", "peringatan tertulis"),
    "SUSPENDED_PART": ("skorsing sebagian", "dihentikan sebagian", "penghentian sebagian"),
    "SUSPENDED_FULL": (
        "skorsing",
        "skorsing penuh",
        "dihentikan sementara",
        "penghentian sementara",
        "dibekukan",
        "suspended",
    ),
    "REVOKED": ("dicabut", "pencabutan"),
    "EXPIRED": ("habis", "habis masa berlaku", "kedaluwarsa", "kadaluarsa", "tidak berlaku"),
    "SURRENDERED": ("dikembalikan", "diserahkan kembali"),
}
