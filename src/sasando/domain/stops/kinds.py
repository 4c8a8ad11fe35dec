"""The words of a stop report, as offices write them (docs: field research 5.5, 7, and the table of BP3MI NTB)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Agency(models.TextChoices):
    """Who stopped them."""

    SERVICE_OFFICE = "service_office", _("BP3MI, P4MI, atau help desk")
    POLICE = "police", _("Kepolisian")
    IMMIGRATION = "immigration", _("Imigrasi")
    NAVY = "navy", _("TNI, Lantamal, atau Satgas Pamtas")
    COAST_GUARD = "coast_guard", _("Bakamla, KPLP, atau Polairud")
    HARBOUR_MASTER = "harbour_master", _("Syahbandar atau KSOP")
    CARRIER = "carrier", _("Awak kapal, maskapai, atau Avsec")
    TASK_FORCE = "task_force", _("Satgas atau gugus tugas")
    LABOUR_OFFICE = "labour_office", _("Dinas tenaga kerja")
    VILLAGE = "village", _("Pemerintah desa, Satpol PP, atau warga")
    CHURCH = "church", _("Gereja atau organisasi masyarakat")
    OTHER = "other", _("Lainnya")


class Mode(models.TextChoices):
    """By what they travelled."""

    SHIP = "ship", _("Kapal Pelni atau kapal lain")
    FERRY = "ferry", _("Feri")
    PLANE = "plane", _("Pesawat")
    LAND = "land", _("Mobil, bus, atau motor")
    BOAT = "boat", _("Perahu cepat")
    HOUSE = "house", _("Belum berangkat (di penampungan)")


class Found(models.TextChoices):
    """How they were found."""

    CHECK = "check", _("Pemeriksaan di gerbang")
    TOLD = "told", _("Salah satu dari mereka bercerita")
    TIP = "tip", _("Laporan warga, keluarga, atau mitra")
    TICKET = "ticket", _("Nama di tiket tidak sama dengan KTP")
    NEXT_GATE = "next_gate", _("Kabar dari gerbang lain")
    INTELLIGENCE = "intelligence", _("Penyelidikan")
    PATROL = "patrol", _("Patroli")
    OTHER = "other", _("Cara lain")


class Paper(models.TextChoices):
    """What papers they had with them."""

    ID_CARD = "id_card", _("KTP")
    FAMILY_CARD = "family_card", _("Kartu keluarga")
    PASSPORT = "passport", _("Paspor")
    TICKET = "ticket", _("Tiket atau kode booking")
    PERMIT = "permit", _("Surat izin keluarga")
    CONTRACT = "contract", _("Perjanjian kerja")
    WORKER_CARD = "worker_card", _("Kartu E-PMI")
    NONE = "none", _("Tidak ada dokumen")


class Next(models.TextChoices):
    """What happened next."""

    HOME = "home", _("Dipulangkan ke daerah asal")
    SHELTER = "shelter", _("Ditampung di rumah singgah")
    POLICE = "police", _("Diserahkan kepada polisi")
    LABOUR_OFFICE = "labour_office", _("Diserahkan kepada dinas tenaga kerja")
    TRAVEL = "travel", _("Dilepas berangkat")
    REENTRY = "reentry", _("Bebas jalan: kembali bekerja")


class BringerRole(models.TextChoices):
    """What the one who brought them is to them."""

    SPONSOR = "sponsor", _("Sponsor")
    CALO = "calo", _("Calo atau perekrut lapangan")
    FAMILY = "family", _("Keluarga")
    UNKNOWN = "unknown", _("Belum diketahui")


class Per(models.TextChoices):
    """For how long the promised wage is."""

    MONTH = "month", _("per bulan")
    DAY = "day", _("per hari")
    HOUR = "hour", _("per jam")
    WHOLE = "whole", _("borongan")


class Currency(models.TextChoices):
    """In what the wage was promised."""

    IDR = "IDR", _("rupiah")
    MYR = "MYR", _("ringgit")
    SGD = "SGD", _("dolar Singapura")
    BND = "BND", _("dolar Brunei")
    HKD = "HKD", _("dolar Hong Kong")
    TWD = "TWD", _("dolar Taiwan")
    USD = "USD", _("dolar AS")


class State(models.TextChoices):
    """Whether a report holds. A draft is no report yet; it stands in a table of its own (`Draft`)."""

    SENT = "sent", _("Terkirim")
    SET_ASIDE = "set_aside", _("Dikesampingkan")


class KeyKind(models.TextChoices):
    """What was met again."""

    PHONE = "phone", _("Nomor telepon")
    NAME = "name", _("Nama pembawa")
    BUYER = "buyer", _("Pembeli tiket atau yang membayar")
    HOUSE = "house", _("Rumah atau alamat")
    PLATE = "plate", _("Pelat kendaraan")
    ACCOUNT = "account", _("Nomor rekening")
    PERSON = "person", _("Orang yang pernah dicegah")


class PhotoKind(models.TextChoices):
    """What a photo shows."""

    TICKET = "ticket", _("Tiket")
    DOCUMENT = "document", _("Dokumen")
    CHAT = "chat", _("Percakapan atau bukti transfer")


class Outcome(models.TextChoices):
    """What the lane for workers on leave came to."""

    CLEARED = "cleared", _("Bebas jalan")
    LACKING = "lacking", _("Ada yang kurang")
