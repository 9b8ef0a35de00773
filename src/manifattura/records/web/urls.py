"""Addresses of this app."""

from django.urls import URLPattern, path

from . import samples_office, samples_public

app_name = "records"

urlpatterns: list[URLPattern] = [
    path("bandi/<slug:slug>/controlli/", samples_public.public_checks, name="public_checks"),
    path("ufficio/bandi/<int:pk>/controlli/", samples_office.samples, name="samples"),
    path("ufficio/controlli/<int:pk>/", samples_office.sample, name="sample"),
    path("ufficio/controlli/<int:pk>/elenco.csv", samples_office.sample_csv, name="sample_csv"),
    path("ufficio/controlli/domanda/<int:pk>/", samples_office.check, name="check"),
]
