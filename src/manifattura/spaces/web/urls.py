"""Addresses of the census."""

from django.urls import path

from . import office, public

app_name = "spaces"

urlpatterns = [
    path("spazi/", public.spaces, name="list"),
    path("spazi/<slug:key>/", public.space, name="card"),
    path("ufficio/spazi/", office.spaces, name="office_list"),
    path("ufficio/spazi/<int:pk>/", office.space, name="office_detail"),
]
