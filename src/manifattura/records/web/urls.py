"""Addresses of this app."""

from django.urls import URLPattern, path

from . import (
    access_office,
    access_person,
    packages_office,
    readings_office,
    retention_office,
    samples_office,
    samples_public,
)

app_name = "records"

urlpatterns: list[URLPattern] = [
    path("bandi/<slug:slug>/controlli/", samples_public.public_checks, name="public_checks"),
    path("ufficio/bandi/<int:pk>/controlli/", samples_office.samples, name="samples"),
    path("ufficio/bandi/<int:pk>/conservazione/", retention_office.retention, name="retention"),
    path(
        "ufficio/bandi/<int:pk>/conservazione/elenco/", retention_office.retention_list, name="retention_list"
    ),
    path("ufficio/bandi/<int:pk>/conservazione/pacchetti/", packages_office.packages, name="packages"),
    path(
        "ufficio/bandi/<int:pk>/conservazione/pacchetti/<int:package>.zip",
        packages_office.package_file,
        name="package_file",
    ),
    path(
        "ufficio/bandi/<int:pk>/conservazione/<int:run>/",
        retention_office.retention_run,
        name="retention_run",
    ),
    path(
        "ufficio/bandi/<int:pk>/conservazione/<int:run>/elenco.csv",
        retention_office.retention_csv,
        name="retention_csv",
    ),
    path(
        "ufficio/bandi/<int:pk>/conservazione/<int:run>/riprendi/",
        retention_office.retention_resume,
        name="retention_resume",
    ),
    path("ufficio/controlli/<int:pk>/", samples_office.sample, name="sample"),
    path("ufficio/controlli/<int:pk>/elenco.csv", samples_office.sample_csv, name="sample_csv"),
    path("accesso-agli-atti/", access_person.access_public, name="access_public"),
    path("accesso-agli-atti/registro.csv", access_person.access_csv, name="access_csv"),
    path("accesso-agli-atti/chiedi/", access_person.access_ask, name="access_ask"),
    path("accesso-agli-atti/opposizione/<int:pk>/", access_person.access_object, name="access_object"),
    path("area-personale/accessi/", access_person.access_list, name="access_list"),
    path("area-personale/accessi/<int:pk>/", access_person.access_detail, name="access_detail"),
    path("area-personale/accessi/<int:pk>/ritira/", access_person.access_withdraw, name="access_withdraw"),
    path("area-personale/accessi/<int:pk>/copia/<int:copy>/", access_person.access_copy, name="access_copy"),
    path("ufficio/domande/<str:code>/letture/", readings_office.readings, name="readings"),
    path("ufficio/domande/<str:code>/letture.csv", readings_office.readings_csv, name="readings_csv"),
    path("ufficio/accessi/", access_office.access_office, name="access_office"),
    path("ufficio/accessi/elenco.csv", access_office.access_office_csv, name="access_office_csv"),
    path("ufficio/accessi/registra/", access_office.access_record, name="access_record"),
    path("ufficio/accessi/<int:pk>/", access_office.access_office_detail, name="access_office_detail"),
    path("ufficio/accessi/<int:pk>/copia/", access_office.access_make_copy, name="access_make_copy"),
    path(
        "ufficio/accessi/<int:pk>/copia/<int:copy>/",
        access_office.access_office_copy,
        name="access_office_copy",
    ),
    path("ufficio/controlli/domanda/<int:pk>/", samples_office.check, name="check"),
]
