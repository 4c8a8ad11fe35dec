"""Addresses of cards, at the door."""

from django.urls import path

from sasando.web.cards import scanner, views

app_name = "cards"
urlpatterns = [
    path("", views.check, name="check"),
    path("kunci.json", views.keys, name="keys"),
    path("dicabut", views.revoked, name="revoked"),
    path("pindai/", scanner.shell, name="scanner"),
    path("pindai/sw.js", scanner.worker, name="worker"),
    path("pindai/manifest.webmanifest", scanner.manifest, name="manifest"),
    path("<path:code>", views.opened, name="opened"),
]
