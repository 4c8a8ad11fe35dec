"""Addresses of stop reports and of the lane for workers on leave."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.shell.menu import MenuEntry
from sasando.web.stops import exports, lane, reporting, views

app_name = "stops"
MENU = [
    MenuEntry(_("Pencegahan"), "stops:list", "stop.read", icon="shield"),
    MenuEntry(_("Kembali bekerja"), "stops:lane", "clearance.add", icon="leave"),
]
urlpatterns = [
    path("", views.stop_list, name="list"),
    path("pencegahan.csv", exports.as_csv, name="csv"),
    path("pencegahan.xlsx", exports.as_xlsx, name="xlsx"),
    path("lapor/", reporting.report, name="report"),
    path("pernah/", views.seen_list, name="seen"),
    path("kembali/", lane.begin, name="lane"),
    path("kembali/<uuid:group>/", lane.group, name="group"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/berita-acara/", views.minutes, name="minutes"),
    path("<uuid:pk>/pernah/", views.seen_of, name="seen_of"),
    path("<uuid:pk>/serahkan/", views.hand_over, name="hand_over"),
    path("<uuid:pk>/kesampingkan/", views.set_aside, name="set_aside"),
    path("<uuid:pk>/foto/", views.add_photos, name="add_photos"),
    path("<uuid:pk>/foto/<uuid:key>/", views.photo, name="photo"),
]
