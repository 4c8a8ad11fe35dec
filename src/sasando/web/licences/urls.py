"""Addresses of placement companies."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.licences import entering, listed, views
from sasando.web.shell.menu import MenuEntry

app_name = "licences"
MENU = [MenuEntry(_("Perusahaan"), "licences:list", "licence.read", icon="building")]
urlpatterns = [
    path("", views.company_list, name="list"),
    path("berakhir/", views.ending_list, name="ending"),
    path("bermasalah/", views.blacklist, name="blacklist"),
    path("daftar-publik/", listed.snapshots, name="snapshots"),
    path("daftar-publik/contoh.xlsx", listed.example, name="example"),
    path("daftar-publik/<uuid:pk>/", listed.snapshot, name="snapshot"),
    path("daftar-publik/<uuid:pk>/terapkan/<int:row>/", listed.apply, name="apply"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/catat/<slug:what>/", entering.add, name="add"),
    path("<uuid:pk>/ubah/<slug:what>/<uuid:key>/", entering.change, name="change"),
    path("<uuid:pk>/sanksi/<uuid:key>/jawab/", entering.reply, name="reply"),
]
