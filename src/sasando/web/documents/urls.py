"""Addresses of documents, and of what outside registers answered."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.documents import adding, registers, views
from sasando.web.shell.menu import MenuEntry

app_name = "documents"
MENU = [
    MenuEntry(_("Dokumen"), "documents:queue", "verification.add", icon="list"),
    MenuEntry(_("Register luar"), "documents:extract", "register_answer.add", icon="search"),
]
urlpatterns = [
    path("", views.queue, name="queue"),
    path("register/", registers.extract, name="extract"),
    path("orang/<uuid:pk>/", views.person, name="person"),
    path("orang/<uuid:pk>/tambah/", adding.add, name="add"),
    path("orang/<uuid:pk>/register/<slug:register>/", registers.answer, name="answer"),
    path("halaman/<uuid:key>/", views.scan, name="scan"),
    path("<uuid:pk>/ganti/", adding.replace, name="replace"),
    path("<uuid:pk>/halaman/", adding.add_pages, name="add_pages"),
    path("<uuid:pk>/periksa/", views.verify, name="verify"),
]
