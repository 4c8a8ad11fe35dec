"""Who is no migrant worker in the sense of the Act (article 4(2)), and who stays inside Indonesia."""

from sasando.core.law.expression import F
from sasando.core.law.indonesia.acts import UU_18_2017

NOT_A_MIGRANT_WORKER = F.purpose.one_of(
    "STUDY", "OFFICIAL", "INVESTOR", "REFUGEE", "LOCAL_STAFF", "STATE_FUNDED", "SELF_EMPLOYED"
)
INSIDE_INDONESIA = F.country == "ID"

NOT_A_MIGRANT_WORKER_SAYS = {
    "id": f"Bukan pekerja migran menurut {UU_18_2017.article('4(2)')}; aturan penempatan tidak dipakai.",
    "en": f"No migrant worker by {UU_18_2017.article('4(2)')}; the rules of placement do not apply.",
}
INSIDE_INDONESIA_SAYS = {
    "id": "Tujuan di dalam Indonesia: berlaku aturan antarkerja antardaerah (AKAD) dan UU 21/2007 tentang TPPO; "
    "waspadai transit ke luar negeri.",
    "en": "The destination is inside Indonesia: the rules of domestic placement (AKAD) and the trafficking act "
    "UU 21/2007 apply; mind a transit abroad.",
}
