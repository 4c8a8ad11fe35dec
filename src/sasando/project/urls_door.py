"""Addresses of the door: public, without account, without cookie."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from sasando.web.shell.guard import public
from sasando.web.shell.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("bahasa/", public("the language of the pages is everybody's choice")(set_language), name="set_language"),
    path("kartu/", include("sasando.web.cards.urls")),
    path("", include("sasando.web.door.urls")),
]

handler400 = "sasando.web.shell.errors.bad_request"
handler403 = "sasando.web.shell.errors.not_found"
handler404 = "sasando.web.shell.errors.not_found"
handler500 = "sasando.web.shell.errors.server_error"
