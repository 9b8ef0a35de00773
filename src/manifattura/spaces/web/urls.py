"""Addresses of the census."""

from django.urls import path

from . import importing, office, public

app_name = "spaces"

urlpatterns = [
    path("spazi/", public.spaces, name="list"),
    path("spazi/<slug:key>/", public.space, name="card"),
    path("ufficio/spazi/", office.spaces, name="office_list"),
    path("ufficio/spazi/<int:pk>/", office.space, name="office_detail"),
    path("ufficio/importa/", importing.imports, name="imports"),
    path("ufficio/importa/modello/<slug:slug>.csv", importing.template, name="import_template"),
    path("ufficio/importa/<int:pk>/", importing.table, name="import"),
    path("ufficio/importa/<int:pk>/colonne/", importing.columns, name="import_columns"),
    path("ufficio/importa/<int:pk>/intestazioni/", importing.headings, name="import_headings"),
]
