"""Addresses of lists."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.rosters import exports, views
from sasando.web.shell.menu import MenuEntry

app_name = "rosters"
MENU = [
    MenuEntry(_("Daftar calon"), "rosters:list", "roster.read", icon="list"),
    MenuEntry(_("Calon"), "rosters:people", "entry.read", icon="people"),
]
urlpatterns = [
    path("", views.roster_list, name="list"),
    path("periksa/", views.add, name="add"),
    path("kosong.xlsx", exports.template, name="template"),
    path("daftar.csv", exports.lists_csv, name="csv"),
    path("orang/", views.people, name="people"),
    path("orang/calon.csv", exports.people_csv, name="people_csv"),
    path("orang/<uuid:pk>/", views.person, name="person"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/kemajuan/", views.progress, name="progress"),
    path("<uuid:pk>/sel/", views.cells, name="cells"),
    path("<uuid:pk>/hentikan/", views.stop, name="stop"),
    path("<uuid:pk>/lanjutkan/", views.resume, name="resume"),
    path("<uuid:pk>/ulang/", views.again, name="again"),
    path("<uuid:pk>/hasil.xlsx", exports.xlsx, name="xlsx"),
    path("<uuid:pk>/hasil.pdf", exports.pdf, name="pdf"),
]
