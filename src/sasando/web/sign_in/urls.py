"""Addresses of signing in and of one's own account."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.shell.menu import MenuEntry
from sasando.web.sign_in import opening, own, views

app_name = "sign_in"
MENU = [MenuEntry(_("Akun saya"), "sign_in:rights", "rights.read", icon="key")]
urlpatterns = [
    path("", views.sign_in, name="sign_in"),
    path("kunci-sandi/", views.with_passkey, name="passkey"),
    path("langkah-kedua/", views.second_factor, name="second_factor"),
    path("langkah-pertama/", views.first_factor, name="first_factor"),
    path("keluar/", views.sign_out, name="sign_out"),
    path("peran/", views.choose_role, name="role"),
    path("undangan/<str:secret>/", opening.invitation, name="invitation"),
    path("mulai-lagi/<uuid:account>/<str:token>/", opening.restart, name="restart"),
    path("buktikan/", own.prove, name="prove"),
    path("saya/", own.rights, name="rights"),
    path("saya/cara-masuk/", own.factor_list, name="factors"),
    path("saya/cara-masuk/tambah/", own.factor_add, name="factor_add"),
    path("saya/cara-masuk/<int:key>/hapus/", own.factor_remove, name="factor_remove"),
    path("saya/cara-masuk/kode-pemulihan/", own.recovery_codes, name="recovery_codes"),
    path("saya/cara-masuk/kata-sandi/", own.password, name="password"),
    path("saya/sesi/", own.session_list, name="sessions"),
    path("saya/sesi/akhiri/", own.session_end, name="session_end"),
]
