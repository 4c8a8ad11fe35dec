"""Addresses of the trail."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.audit import checkpoints, views
from sasando.web.shell.menu import MenuEntry

app_name = "audit"
MENU = [MenuEntry(_("Jejak perbuatan"), "audit:own", "audit.read", icon="audit")]
urlpatterns = [
    path("", views.own, name="own"),
    path("semua/", views.every, name="facts"),
    path("jejak.csv", views.export, name="csv"),
    path("titik/", checkpoints.checkpoint_list, name="checkpoints"),
    path("titik/buat/", checkpoints.make, name="make_checkpoint"),
    path("titik/<int:number>/", checkpoints.checkpoint, name="checkpoint"),
    path("titik/<int:number>.json", checkpoints.file, name="file"),
]
