"""Addresses of the gate pages that work without signal, and of the conflict desk."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.field import app, line, views
from sasando.web.shell.menu import MenuEntry

app_name = "field"
MENU = [MenuEntry(_("Ponsel di gerbang"), "field:phones", "sync.read", icon="gate")]
urlpatterns = [
    path("", app.shell, name="app"),
    path("sw.js", app.worker, name="worker"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("ikon-<int:size>.png", app.icon, name="icon"),
    path("bawa.json", line.bring, name="bring"),
    path("hadir.json", line.present, name="present"),
    path("kirim/", line.send, name="send"),
    path("lampiran/<uuid:key>/", line.attach, name="attach"),
    path("ponsel/", views.phones, name="phones"),
    path("ponsel/berkas/", views.upload, name="upload"),
    path("sengketa/", views.desk, name="desk"),
    path("sengketa/<uuid:key>/", views.detail, name="detail"),
    path("sengketa/<uuid:key>/putuskan/", views.settle, name="settle"),
]
