"""Addresses of the gates and of the timetable."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.gates import importing, sailings, timetable, views
from sasando.web.shell.menu import MenuEntry

app_name = "gates"
MENU = [
    MenuEntry(_("Jadwal kapal"), "gates:calendar", "sailing.read", icon="clock"),
    MenuEntry(_("Gerbang"), "gates:list", "gate.read", icon="gate"),
]
urlpatterns = [
    path("", views.gate_list, name="list"),
    path("gerbang.csv", views.export, name="export"),
    path("tambah/", views.add, name="add"),
    path("jadwal/", timetable.calendar_page, name="calendar"),
    path("jadwal/jadwal.csv", timetable.as_csv, name="calendar_csv"),
    path("jadwal/jadwal.xlsx", timetable.as_xlsx, name="calendar_xlsx"),
    path("jadwal/tambah/", sailings.add, name="add_sailing"),
    path("jadwal/impor/", importing.import_page, name="import_sailings"),
    path("jadwal/impor/contoh.xlsx", importing.example, name="import_example"),
    path("jadwal/<uuid:pk>/", sailings.detail, name="sailing"),
    path("jadwal/<uuid:pk>/ubah/", sailings.change, name="change_sailing"),
    path("jadwal/<uuid:pk>/batal/", sailings.cancel, name="cancel_sailing"),
    path("jadwal/<uuid:pk>/pulihkan/", sailings.restore, name="restore_sailing"),
    path("jadwal/<uuid:pk>/ulangi/", sailings.repeat, name="repeat_sailing"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/jadwal.ics", timetable.as_ics, name="ics"),
    path("<slug:slug>/tutup/", views.close, name="close"),
]
