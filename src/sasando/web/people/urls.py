"""Addresses of persons and of search."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.people import exports, search, views
from sasando.web.shell.menu import MenuEntry

app_name = "people"
# whoever may search has people to look for; others may read nobody but themselves
MENU = [
    MenuEntry(_("Cari"), "people:search", "search.use", icon="search"),
    MenuEntry(_("Orang"), "people:list", "search.use", icon="people"),
]
urlpatterns = [
    path("", views.person_list, name="list"),
    path("orang.csv", exports.as_csv, name="csv"),
    path("orang.xlsx", exports.as_xlsx, name="xlsx"),
    path("cari/", search.search, name="search"),
    path("tambah/", views.add, name="add"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/ubah/", views.change, name="change"),
    path("<uuid:pk>/serahkan/", views.assign, name="assign"),
    path("<uuid:pk>/penyerahan/<int:key>/akhiri/", views.end_assigned, name="end_assignment"),
    path("<uuid:pk>/terlapor/", views.adverse, name="adverse"),
]
