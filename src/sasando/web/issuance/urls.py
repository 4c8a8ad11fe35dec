"""Addresses of letters and cards."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.issuance import counting, views
from sasando.web.shell.menu import MenuEntry

app_name = "issuance"
MENU = [
    MenuEntry(_("Surat dan kartu"), "issuance:list", "issue.read", icon="shield"),
    MenuEntry(_("Pencocokan"), "issuance:count", "discrepancy.read", icon="audit"),
]
urlpatterns = [
    path("", views.issue_list, name="list"),
    path("kuota/", counting.quotas, name="quotas"),
    path("pencocokan/", counting.count, name="count"),
    path("pencocokan/<uuid:pk>/", counting.answer, name="answer"),
    path("kertas/<uuid:pk>/cetak/", views.paper, name="paper"),
    path("kertas/<uuid:pk>/cabut/", views.revoke_issue, name="revoke"),
    path("bayar/<uuid:pk>/buktikan/", views.prove, name="prove"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/bayar/", views.pay, name="pay"),
    path("<uuid:pk>/<str:kind>/", views.make, name="make"),
]
