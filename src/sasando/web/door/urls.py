"""Addresses of the door."""

from django.urls import path

from sasando.web.door import views

app_name = "door"
urlpatterns = [
    path("", views.front, name="front"),
    path("syarat/", views.requirements, name="requirements"),
]
