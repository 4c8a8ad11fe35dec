"""Addresses of persons and of search."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.people import adding, corrections, exports, same, saying, search, views
from sasando.web.shell.menu import MenuEntry

app_name = "people"
# whoever may search has people to look for; others may read nobody but themselves
MENU = [
    MenuEntry(_("Cari"), "people:search", "search.use", icon="search"),
    MenuEntry(_("Orang"), "people:list", "search.use", icon="people"),
    MenuEntry(_("Mungkin sama"), "people:same", "suggestion.read", icon="people"),
    MenuEntry(_("Pembetulan"), "people:corrections", "correction.decide", icon="list"),
]
urlpatterns = [
    path("", views.person_list, name="list"),
    path("orang.csv", exports.as_csv, name="csv"),
    path("orang.xlsx", exports.as_xlsx, name="xlsx"),
    path("cari/", search.search, name="search"),
    path("tambah/", adding.add, name="add"),
    path("tambah/mirip/", adding.similar, name="similar"),
    path("mungkin-sama/", same.queue, name="same"),
    path("mungkin-sama/mungkin-sama.csv", same.as_csv, name="same_csv"),
    path("putusan/<uuid:key>/batal/", same.undo, name="undo"),
    path("pembetulan/", corrections.queue, name="corrections"),
    path("pembetulan/pembetulan.csv", corrections.as_csv, name="corrections_csv"),
    path("pembetulan/<int:key>/", corrections.decide, name="decide_correction"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/ubah/", views.change, name="change"),
    path("<uuid:pk>/keterangan/<slug:kind>/", saying.add, name="add_value"),
    path("<uuid:pk>/keterangan/<slug:table>/<int:key>/tarik/", saying.withdraw, name="withdraw_value"),
    path("<uuid:pk>/banding/<uuid:other>/", same.compare, name="compare"),
    path("<uuid:pk>/banding/<uuid:other>/putuskan/", same.decide, name="decide"),
    path("<uuid:pk>/serahkan/", views.assign, name="assign"),
    path("<uuid:pk>/penyerahan/<int:key>/akhiri/", views.end_assigned, name="end_assignment"),
    path("<uuid:pk>/terlapor/", views.adverse, name="adverse"),
]
