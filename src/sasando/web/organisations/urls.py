"""Addresses of organisations and of their accounts."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.organisations import accounts, exports, views
from sasando.web.shell.menu import MenuEntry

app_name = "organisations"
MENU = [MenuEntry(_("Lembaga"), "organisations:list", "organisation.read", icon="building")]
urlpatterns = [
    path("", views.organisation_list, name="list"),
    path("lembaga.csv", exports.as_csv, name="csv"),
    path("lembaga.xlsx", exports.as_xlsx, name="xlsx"),
    path("tambah/", views.add, name="add"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/ubah/", views.change, name="change"),
    path("<uuid:pk>/kontak/", views.contact, name="contact"),
    path("<uuid:pk>/perjanjian/", views.agreement, name="agreement"),
    path("<uuid:pk>/undang/", accounts.invite, name="invite"),
    path("akun/<uuid:pk>/", accounts.account, name="account"),
    path("akun/<uuid:pk>/peran/", accounts.give, name="give_role"),
    path("akun/<uuid:pk>/peran/<int:key>/akhiri/", accounts.end_given, name="end_role"),
    path("akun/<uuid:pk>/akhiri/", accounts.end, name="end_account"),
    path("akun/<uuid:pk>/mulai-lagi/", accounts.reset, name="reset_account"),
]
