"""Addresses of the desk: every one has a right, or is public with a reason (`sasando.web.shell.guard`)."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from sasando.web.shell.gaya import gaya
from sasando.web.shell.guard import public
from sasando.web.shell.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("bahasa/", public("the language of the pages is everybody's choice")(set_language), name="set_language"),
    path("", include("sasando.web.home.urls")),
    path("masuk/", include("sasando.web.sign_in.urls")),
    path("daftar/", include("sasando.web.rosters.urls")),
    path("orang/", include("sasando.web.people.urls")),
    path("dokumen/", include("sasando.web.documents.urls")),
    path("penempatan/", include("sasando.web.placements.urls")),
    path("terbit/", include("sasando.web.issuance.urls")),
    path("pencegahan/", include("sasando.web.stops.urls")),
    path("pemeriksaan/", include("sasando.web.examinations.urls")),
    path("perusahaan/", include("sasando.web.licences.urls")),
    path("lembaga/", include("sasando.web.organisations.urls")),
    path("papan/", include("sasando.web.boards.urls")),
    path("kabar/", include("sasando.web.notices.urls")),
    path("lapangan/", include("sasando.web.field.urls")),
    path("gerbang/", include("sasando.web.gates.urls")),
    path("perjalanan/", include("sasando.web.passages.urls")),
    path("wilayah/", include("sasando.web.regions.urls")),
    path("jejak/", include("sasando.web.audit.urls")),
]
if settings.DEMO:
    urlpatterns += [path("demo/", include("sasando.web.demo.urls")), path("gaya/", gaya, name="gaya")]

handler400 = "sasando.web.shell.errors.bad_request"
handler403 = "sasando.web.shell.errors.not_found"
handler404 = "sasando.web.shell.errors.not_found"
handler500 = "sasando.web.shell.errors.server_error"
