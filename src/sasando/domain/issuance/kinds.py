"""What is issued, paid, revoked and found: the codes with their words."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Printed(TextChoices):
    """What the ledger issues."""

    LETTER = "letter", _("Surat kelulusan")
    CARD = "card", _("Kartu pendamping")


class PaymentKind(TextChoices):
    """What has to be paid before a card: the premiums of Permenaker 4/2023."""

    BEFORE = "before", _("Iuran sebelum bekerja")
    DURING = "during", _("Iuran selama bekerja")


NEEDED: Final = {
    "P2P": (PaymentKind.BEFORE, PaymentKind.DURING),
    "G2G": (PaymentKind.BEFORE, PaymentKind.DURING),
    "IND": (PaymentKind.DURING,),
}
"""The payments that must be proved, by scheme; for company placements and crews the tariff is open (doubt 9.23)."""


class Because(TextChoices):
    """Why a paper counts no more."""

    LOST = "lost", _("Hilang atau dicuri")
    MISTAKE = "mistake", _("Salah isi")
    REOPENED = "reopened", _("Berkas dibuka kembali")
    NOT_LEAVING = "not_leaving", _("Tidak jadi berangkat")
    FRAUD = "fraud", _("Terbit tanpa dasar")


class Mismatch(TextChoices):
    """What the count finds."""

    OVER_QUOTA = "over_quota", _("Terbit melebihi kuota SIP2MI")
    OVER_JOB_ORDER = "over_job_order", _("Terbit melebihi permintaan kerja")
    NO_DECISION = "no_decision", _("Terbit tanpa putusan yang berlaku")
    DECISION_TWICE = "decision_twice", _("Satu putusan dipakai dua kali")
    NOT_PAID = "not_paid", _("Terbit tanpa bukti bayar")
    NOT_PRINTED_BY_US = "no_fact", _("Terbit tanpa jejak")
    NO_AUTHORITY = "no_authority", _("Diterbitkan oleh yang tidak berwenang")
    OWN_DECISION = "own_decision", _("Yang memutuskan juga yang menerbitkan")
    PRINTED_MORE = "printed_more", _("Tercetak lebih banyak daripada yang terbit")
    GAP = "gap", _("Nomor terbit melompat")
    MANY_WAIVERS = "many_waivers", _("Pengecualian luar biasa banyak")
    SAME_EVIDENCE = "same_evidence", _("Satu bukti untuk banyak pengecualian")
