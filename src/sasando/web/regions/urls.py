"""Addresses of the regions."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from sasando.web.regions import views
from sasando.web.shell.menu import MenuEntry

app_name = "regions"
MENU = [MenuEntry(_("Wilayah"), "regions:browse", "region.read", icon="map")]
urlpatterns = [
    path("", views.browse, name="browse"),
    re_path(r"^(?P<code>[0-9]{2}(?:\.[0-9]{2}){0,2}(?:\.[0-9]{4})?)/$", views.detail, name="detail"),
]
