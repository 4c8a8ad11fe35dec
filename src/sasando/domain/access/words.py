"""The table of rights in plain words, for the page on which everybody reads their own."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasando.domain.access.rights import Relation, actions, relations_of

THINGS: Final[Mapping[str, Promise]] = {
    "home": _("Halaman awal"),
    "search": _("Pencarian"),
    "person": _("Orang"),
    "identity": _("NIK, paspor, dan telepon"),
    "assignment": _("Penyerahan"),
    "adversity": _("Pihak yang dilaporkan"),
    "correction": _("Pembetulan identitas"),
    "suggestion": _("Mungkin orang yang sama"),
    "sameness": _("Putusan tentang orang yang sama"),
    "match": _("Kabar bahwa seseorang dikenal"),
    "matching": _("Kunci pencarian orang"),
    "search_due": _("Pencarian yang tertunda"),
    "roster": _("Daftar"),
    "entry": _("Baris daftar"),
    "particulars": _("Keterangan baris daftar"),
    "tick": _("Centang di gerbang"),
    "count": _("Hitungan kepala"),
    "handover": _("Serah terima"),
    "ruling": _("Putusan atas pertentangan"),
    "registration": _("Catatan SISKOP2MI"),
    "notice": _("Kabar antargerbang"),
    "answer": _("Jawaban kabar"),
    "link": _("Tautan jawaban"),
    "sync": _("Catatan dari ponsel"),
    "placement": _("Penempatan"),
    "dossier": _("Berkas penempatan"),
    "decision": _("Putusan penempatan"),
    "waiver": _("Pengecualian"),
    "objection": _("Keberatan"),
    "verdict": _("Hasil pemeriksaan"),
    "flag": _("Tanda bahaya"),
    "stop": _("Laporan pencegahan"),
    "bringer": _("Pembawa"),
    "photo": _("Foto laporan pencegahan"),
    "draft": _("Konsep laporan pencegahan"),
    "asking": _("Pernah terlihat?"),
    "clearance": _("Jalur kembali bekerja"),
    "organisation": _("Lembaga"),
    "contact": _("Kontak lembaga"),
    "agreement": _("Perjanjian berbagi data"),
    "account": _("Akun"),
    "invitation": _("Undangan"),
    "role": _("Peran"),
    "rights": _("Hak"),
    "gate": _("Gerbang"),
    "sailing": _("Jadwal kapal dan pesawat"),
    "region": _("Wilayah"),
    "audit": _("Jejak perbuatan"),
    "trail": _("Jejak sebuah berkas"),
    "checkpoint": _("Titik periksa jejak"),
}
"""What the rights are about, in the order in which the page shows it."""

ACTIONS: Final[Mapping[str, Promise]] = {
    "home.read": _("membuka halaman awal"),
    "rights.read": _("membaca hak sendiri dan mengatur cara masuk"),
    "search.use": _("mencari di antara yang boleh dilihat"),
    "region.read": _("membaca provinsi sampai desa dengan kodenya"),
    "gate.read": _("membaca bandara, pelabuhan, dan jalurnya"),
    "gate.add": _("menambah gerbang"),
    "gate.change": _("mengubah atau menutup gerbang"),
    "sailing.read": _("membaca jadwal kapal dan pesawat, dan hari pantau"),
    "sailing.add": _("memasukkan jadwal kapal dan pesawat"),
    "sailing.change": _("mengubah atau membatalkan jadwal kapal dan pesawat"),
    "organisation.read": _("membaca lembaga yang ikut serta"),
    "organisation.add": _("menambah lembaga"),
    "organisation.change": _("mengubah lembaga"),
    "contact.read": _("membaca siapa yang dapat dihubungi"),
    "contact.confirm": _("memastikan siapa yang dapat dihubungi"),
    "agreement.read": _("membaca perjanjian berbagi data"),
    "agreement.add": _("mencatat perjanjian berbagi data"),
    "agreement.change": _("mengubah perjanjian berbagi data"),
    "account.read": _("membaca akun"),
    "account.change": _("mengubah akun"),
    "account.end": _("mengakhiri akun"),
    "invitation.read": _("membaca undangan"),
    "invitation.add": _("mengundang orang untuk membuka akun"),
    "role.read": _("membaca peran yang diberikan"),
    "role.add": _("memberi peran"),
    "role.end": _("mengakhiri peran"),
    "person.read": _("membaca data orang: nama, desa asal, keadaan"),
    "person.add": _("mencatat orang"),
    "person.change": _("mengubah data orang"),
    "identity.read": _("membaca NIK, nomor paspor, dan telepon orang"),
    "identity.add": _("mencatat NIK, nomor paspor, dan telepon orang"),
    "identity.change": _("mengubah NIK, nomor paspor, dan telepon orang"),
    "assignment.read": _("membaca siapa diserahkan kepada lembaga mana"),
    "assignment.add": _("menyerahkan orang kepada lembaga lain untuk waktu tertentu"),
    "assignment.end": _("mengakhiri penyerahan"),
    "adversity.read": _("membaca lembaga mana yang dilaporkan dalam perkara seseorang"),
    "adversity.add": _("mencatat lembaga yang dilaporkan; lembaga itu lalu tidak melihat orangnya lagi"),
    "correction.read": _("membaca permintaan pembetulan identitas"),
    "correction.add": _("meminta nama, NIK, paspor, atau tanggal lahir dibetulkan"),
    "correction.decide": _("memutuskan permintaan pembetulan dari orang lain"),
    "suggestion.read": _("membaca catatan mana yang mungkin tentang orang yang sama"),
    "suggestion.add": _("mencatat bahwa dua catatan mungkin tentang orang yang sama"),
    "suggestion.renew": _("memperbarui dugaan tentang orang yang sama"),
    "sameness.read": _("membaca putusan tentang orang yang sama"),
    "sameness.add": _("memutuskan apakah dua catatan tentang orang yang sama"),
    "sameness.undo": _("membatalkan putusan tentang orang yang sama"),
    "match.known": _("mendengar bahwa seseorang dikenal kantor lain, dan kantor mana yang dihubungi"),
    "matching.read": _("mencari orang yang mirip sebelum mencatatnya"),
    "search_due.read": _("membaca pencarian yang tertunda"),
    "search_due.done": _("menyelesaikan pencarian yang tertunda"),
    "placement.read": _("membuka penempatan: siapa, ke mana, sampai tahap apa"),
    "placement.add": _("memulai penempatan"),
    "placement.step": _("mencatat langkah penempatan"),
    "placement.judge": _("menuliskan apa yang diminta hukum dari penempatan"),
    "placement.decide": _("memutuskan penempatan: diluluskan atau ditahan"),
    "placement.waive": _("meminta pengecualian satu syarat"),
    "placement.move": _("memindahkan penempatan ke aturan hukum terbaru"),
    "placement.reopen": _("membuka kembali penempatan yang sudah diputuskan"),
    "placement.object": _("mengajukan keberatan atas putusan"),
    "placement.export": _("mengunduh daftar penempatan"),
    "dossier.read": _("membaca isi berkas: nomor, tanggal, hasil layak atau tidak, biaya"),
    "dossier.add": _("mengisi berkas"),
    "dossier.judge": _("menuliskan jawaban hukum atas berkas"),
    "decision.read": _("membaca putusan penempatan dan alasannya"),
    "decision.add": _("memutuskan penempatan"),
    "waiver.read": _("membaca pengecualian"),
    "waiver.add": _("meminta pengecualian"),
    "waiver.decide": _("memutuskan pengecualian yang diminta lembaga lain"),
    "objection.read": _("membaca keberatan"),
    "objection.add": _("mengajukan keberatan"),
    "objection.answer": _("menjawab keberatan atas putusan orang lain"),
    "roster.read": _("membuka daftar orang"),
    "roster.add": _("mengunggah daftar untuk diperiksa"),
    "roster.announce": _("memasukkan daftar orang yang pulang atau berangkat"),
    "roster.change": _("memeriksa ulang atau menutup daftar"),
    "roster.export": _("mengunduh daftar sebagai Excel atau PDF"),
    "entry.read": _("membaca baris daftar"),
    "entry.add": _("menambah baris daftar"),
    "entry.change": _("mengubah baris daftar"),
    "particulars.read": _("membaca NIK, telepon, dan baris asli dalam daftar"),
    "particulars.add": _("menyimpan NIK, telepon, dan baris asli dalam daftar"),
    "tick.read": _("membaca centang orang di gerbang"),
    "tick.add": _("mencentang orang di gerbang"),
    "count.read": _("membaca hitungan kepala di gerbang"),
    "count.add": _("mencatat hitungan kepala di gerbang"),
    "handover.read": _("membaca berita acara serah terima"),
    "handover.add": _("menyerahterimakan daftar sebuah gerbang"),
    "ruling.read": _("membaca putusan atas pertentangan"),
    "ruling.add": _("memutuskan centang mana yang berlaku"),
    "registration.read": _("membaca siapa yang sudah diinput ke SISKOP2MI"),
    "registration.add": _("menandai orang sudah diinput ke SISKOP2MI"),
    "registration.change": _("membetulkan nomor SISKOP2MI"),
    "notice.read": _("membaca kabar dari gerbang lain"),
    "notice.add": _("mengirim kabar ke gerbang berikut"),
    "answer.read": _("membaca jawaban atas kabar"),
    "answer.add": _("menjawab kabar"),
    "link.read": _("membaca tautan yang dikirim ke kantor tanpa akun"),
    "link.add": _("membuat tautan untuk kantor tanpa akun"),
    "link.revoke": _("mencabut tautan"),
    "sync.read": _("membaca catatan dari ponsel yang menunggu atau bertentangan"),
    "sync.add": _("mengirim catatan yang dibuat di ponsel tanpa sinyal"),
    "sync.rule": _("memutuskan catatan dari ponsel yang bertentangan"),
    "verdict.read": _("membaca hasil pemeriksaan dengan pasalnya"),
    "verdict.add": _("menyimpan hasil pemeriksaan"),
    "verdict.change": _("memperbarui hasil pemeriksaan"),
    "flag.read": _("membaca tanda bahaya"),
    "stop.read": _("membaca laporan pencegahan"),
    "stop.add": _("mengirim laporan pencegahan"),
    "stop.change": _("menyerahkan laporan pencegahan kepada polisi atau dinas, atau mengesampingkannya"),
    "stop.export": _("mengunduh laporan pencegahan"),
    "bringer.read": _("membaca siapa yang membawa orang-orang itu"),
    "bringer.add": _("mencatat siapa yang membawa orang-orang itu"),
    "asking.read": _("membaca siapa yang pernah bertanya"),
    "asking.add": _("bertanya apakah telepon, nama, atau rumah pernah terlihat"),
    "draft.read": _("membaca konsep laporan pencegahan"),
    "draft.add": _("menyimpan konsep laporan pencegahan"),
    "draft.change": _("melanjutkan konsep laporan pencegahan"),
    "photo.read": _("membuka foto tiket dan dokumen"),
    "photo.add": _("menambah foto tiket dan dokumen"),
    "clearance.read": _("membaca siapa yang bebas jalan di jalur kembali bekerja"),
    "clearance.add": _("memeriksa pekerja cuti di jalur kembali bekerja"),
    "audit.read": _("membaca jejak perbuatan"),
    "trail.read": _("membaca siapa yang pernah membuka atau mengubah sebuah berkas"),
    "checkpoint.read": _("membaca titik periksa jejak"),
    "checkpoint.add": _("membuat titik periksa jejak"),
}

RELATIONS: Final[Mapping[Relation, Promise]] = {
    "none": _("semuanya"),
    "own": _("milik lembaga Anda"),
    "covers": _("di wilayah kerja lembaga Anda"),
    "assigned": _("yang diserahkan kepada lembaga Anda sampai hari tertentu, atau melewati gerbang Anda"),
    "former": _("yang dahulu diserahkan kepada lembaga Anda"),
    "adverse": _("yang melaporkan lembaga Anda"),
    "subject": _("tentang diri Anda sendiri"),
}

_ONE_ONLY: Final = frozenset({"home", "rights", "search"})
"""Things of which there is only one: "all of them" says nothing."""


class Sentence(NamedTuple):
    """One right: what, and of whom."""

    may: str
    whose: tuple[str, ...]


class Group(NamedTuple):
    """The rights about one thing."""

    thing: str
    sentences: tuple[Sentence, ...]


def rights_in_words(role: str) -> list[Group]:
    """What the role may do, by thing, in the language of the reader. What it may not do is not there."""
    groups = []
    for thing, title in THINGS.items():
        allowed = [action for action in actions() if _thing(action) == thing and relations_of(role, action)]
        if allowed:
            groups.append(Group(str(title), tuple(_sentence(role, action) for action in allowed)))
    return groups


def _thing(action: str) -> str:
    return action.partition(".")[0]


def _sentence(role: str, action: str) -> Sentence:
    may = gettext("Anda boleh %(deed)s.") % {"deed": ACTIONS[action]}
    relations = relations_of(role, action)
    if "none" in relations:  # whoever may do it to all of them may do it to their own
        relations = () if _thing(action) in _ONE_ONLY else ("none",)
    return Sentence(may, tuple(str(RELATIONS[relation]) for relation in relations))
