"""Addresses of news between gates."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.notices import views
from sasando.web.shell.menu import MenuEntry

app_name = "notices"
MENU = [MenuEntry(_("Kabar gerbang"), "notices:list", "notice.read", icon="bell")]
urlpatterns = [
    path("", views.inbox, name="list"),
    path("kirim/<uuid:roster>/", views.send, name="send"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/jawab/", views.answer, name="answer"),
    path("<uuid:pk>/tautan/", views.link, name="link"),
    path("<uuid:pk>/tautan/<uuid:key>/cabut/", views.revoke, name="revoke"),
]
