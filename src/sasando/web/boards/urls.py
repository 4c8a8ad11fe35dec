"""Addresses of the boards."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.boards import arrivals, sheets, today
from sasando.web.shell.menu import MenuEntry

app_name = "boards"
MENU = [
    MenuEntry(_("Papan hari ini"), "boards:today", "count.read", icon="clock"),
    MenuEntry(_("Siapa yang tiba"), "boards:arrivals", "tick.read", icon="map"),
]
urlpatterns = [
    path("", today.board, name="today"),
    path("tiba/", arrivals.arriving, name="arrivals"),
    path("tiba/orang.csv", arrivals.as_csv, name="arrivals_csv"),
    path("<uuid:pk>/daftar.csv", sheets.as_csv, name="csv"),
    path("<uuid:pk>/daftar.xlsx", sheets.as_xlsx, name="xlsx"),
    path("<uuid:pk>/siskop2mi/", sheets.clean, name="clean"),
    path("<uuid:pk>/siskop2mi/<uuid:entry>/", sheets.mark, name="mark"),
]
