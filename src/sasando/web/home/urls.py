"""Address of the first screen."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sasando.web.home import views
from sasando.web.shell.menu import MenuEntry

app_name = "home"
MENU = [MenuEntry(_("Beranda"), "home:home", "home.read", icon="home")]
urlpatterns = [path("", views.home, name="home")]
