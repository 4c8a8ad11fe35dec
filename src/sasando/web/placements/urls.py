"""Addresses of placements."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.placements import (
    comparing,
    deciding,
    exports,
    joining,
    sheets,
    starting,
    stepping,
    views,
    waiving,
)
from sasando.web.shell.menu import MenuEntry

app_name = "placements"
MENU = [MenuEntry(_("Penempatan"), "placements:list", "placement.read", icon="next")]
urlpatterns = [
    path("", views.placement_list, name="list"),
    path("penempatan.csv", exports.as_csv, name="csv"),
    path("penempatan.xlsx", exports.as_xlsx, name="xlsx"),
    path("mulai/", starting.begin, name="begin"),
    path("mulai/<uuid:person>/", starting.start, name="start"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/langkah/<slug:kind>/", stepping.take, name="step"),
    path("<uuid:pk>/langkah/<int:number>/tarik/", stepping.withdraw, name="withdraw"),
    path("<uuid:pk>/lowongan/", joining.match_job, name="match"),
    path("<uuid:pk>/berangkat/", joining.plan, name="plan"),
    path("<uuid:pk>/banding/", comparing.compare, name="compare"),
    path("<uuid:pk>/lembar.pdf", sheets.sheet, name="sheet"),
    path("<uuid:pk>/luluskan/", deciding.clear_it, name="clear"),
    path("<uuid:pk>/tahan/", deciding.hold_it, name="hold"),
    path("<uuid:pk>/buka/", deciding.reopen_it, name="reopen"),
    path("<uuid:pk>/aturan/", deciding.move, name="move"),
    path("<uuid:pk>/putusan/<uuid:key>/keberatan/", deciding.object_it, name="object"),
    path("<uuid:pk>/keberatan/<uuid:key>/jawab/", deciding.answer_it, name="answer"),
    path("<uuid:pk>/pengecualian/<slug:requirement>/minta/", waiving.ask, name="waive"),
    path("<uuid:pk>/pengecualian/<uuid:key>/putuskan/", waiving.decide, name="decide_waiver"),
    path("<uuid:pk>/pengecualian/<uuid:key>/periksa/", waiving.recheck, name="recheck"),
]
