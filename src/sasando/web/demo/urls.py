"""Addresses of the demo page; the desk includes them in a demo world only."""

from django.urls import path

from sasando.web.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.demo, name="demo"),
    path("calon.xlsx", views.sample, name="sample"),
    path("enter/<slug:role>/", views.enter, name="enter"),
]
