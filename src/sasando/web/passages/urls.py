"""Addresses of lists on their way."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.passages import announcing, handing, paper, ticking, views
from sasando.web.shell.menu import MenuEntry

app_name = "passages"
MENU = [MenuEntry(_("Daftar di perjalanan"), "passages:list", "count.read", icon="next")]
urlpatterns = [
    path("", views.passage_list, name="list"),
    path("baru/", announcing.add, name="add"),
    path("ba/<uuid:pk>/", handing.minutes, name="minutes"),
    path("ba/<uuid:pk>/berita-acara.pdf", handing.minutes_pdf, name="minutes_pdf"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/asal/", views.source, name="source"),
    path("<uuid:pk>/putuskan/", views.decide, name="decide"),
    path("<uuid:pk>/di/<slug:gate>/", ticking.at_gate, name="gate"),
    path("<uuid:pk>/di/<slug:gate>/centang/", ticking.mark, name="mark"),
    path("<uuid:pk>/di/<slug:gate>/batal/", ticking.take_back, name="undo"),
    path("<uuid:pk>/di/<slug:gate>/tambahan/", ticking.extra, name="extra"),
    path("<uuid:pk>/di/<slug:gate>/hitung/", ticking.count, name="count"),
    path("<uuid:pk>/di/<slug:gate>/serah/", handing.hand, name="hand"),
    path("<uuid:pk>/di/<slug:gate>/kertas.pdf", paper.sheet, name="sheet"),
    path("<uuid:pk>/di/<slug:gate>/isi/", paper.enter, name="paper"),
]
