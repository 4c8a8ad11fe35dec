"""The addresses of the desk as a demo world has them."""

from django.urls import include, path

from sasando.project import urls_desk
from sasando.project.urls_desk import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [*urls_desk.urlpatterns, path("demo/", include("sasando.web.demo.urls"))]
