"""Addresses of the gates."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.gates import views
from sasando.web.shell.menu import MenuEntry

app_name = "gates"
MENU = [MenuEntry(_("Gerbang"), "gates:list", "gate.read", icon="gate")]
urlpatterns = [
    path("", views.gate_list, name="list"),
    path("gerbang.csv", views.export, name="export"),
    path("tambah/", views.add, name="add"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/tutup/", views.close, name="close"),
]
