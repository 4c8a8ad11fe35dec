"""Addresses of the door."""

from django.urls import path

from sasando.web.door import companies, following, links, views, waived

app_name = "door"
urlpatterns = [
    path("", views.front, name="front"),
    path("t/<str:secret>/", links.answer, name="link"),
    path("p3mi/", companies.search, name="companies"),
    path("ikuti/", following.follow, name="follow"),
    path("pengecualian/", waived.waived, name="waived"),
    path("syarat/", views.requirements, name="requirements"),
]
