"""Addresses of examinations."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.examinations import examiners, examining, letters, slots, waiting
from sasando.web.shell.menu import MenuEntry

app_name = "examinations"
MENU = [
    MenuEntry(_("Periksa"), "examinations:agenda", "outcome.add", icon="list"),
    MenuEntry(_("Jadwal pemeriksaan"), "examinations:slots", "slot.read", icon="clock"),
    MenuEntry(_("Hasil pemeriksaan"), "examinations:bookings", "fitness.know", icon="list"),
]
urlpatterns = [
    path("", slots.slot_list, name="slots"),
    path("buka/", slots.open_new, name="open"),
    path("tunggu/", waiting.wishes, name="wishes"),
    path("tunggu/tambah/", waiting.add, name="wish"),
    path("tunggu/<uuid:pk>/tarik/", waiting.withdraw, name="withdraw_wish"),
    path("pesanan/", slots.bookings, name="bookings"),
    path("pesanan/<uuid:pk>/batalkan/", slots.cancel, name="cancel"),
    path("pemeriksa/", examiners.examiners, name="examiners"),
    path("pemeriksa/tunjuk/", examiners.designate, name="designate"),
    path("pemeriksa/tunjuk/<uuid:pk>/akhiri/", examiners.end, name="end_designation"),
    path("pemeriksa/psikolog/", examiners.register, name="register"),
    path("pemeriksa/psikolog/<uuid:pk>/silp/", examiners.licence, name="licence"),
    path("periksa/", examining.agenda, name="agenda"),
    path("periksa/<uuid:pk>/", examining.examine, name="examine"),
    path("periksa/<uuid:pk>/persetujuan/", examining.consent, name="consent"),
    path("periksa/<uuid:pk>/tarik/", examining.withdraw, name="withdraw"),
    path("hasil/<uuid:pk>/", examining.outcome, name="outcome"),
    path("hasil/<uuid:pk>/temuan/", examining.detail, name="detail"),
    path("hasil/<uuid:pk>/betulkan/", examining.correct, name="correct"),
    path("hasil/<uuid:pk>/surat.pdf", letters.letter, name="letter"),
    path("<uuid:pk>/", slots.slot, name="slot"),
    path("<uuid:pk>/pesan/", slots.choose, name="choose"),
    path("<uuid:pk>/batalkan/", slots.call_off, name="call_off"),
]
