"""Addresses of the census."""

from django.urls import path

from . import (
    agreements,
    cards,
    choosing,
    confirming,
    exploring,
    importing,
    office,
    office_agreements,
    office_plan,
    office_reports,
    office_visits,
    plan,
    public,
    register,
    reports,
    results,
    visits,
)

app_name = "spaces"

urlpatterns = [
    path("spazi/", public.spaces, name="list"),
    path("spazi/confronta/", choosing.compare, name="compare"),
    path("spazi/adatti/", choosing.fit, name="fit"),
    path("spazi/mappa/", exploring.explore, name="explore"),
    path("spazi/mappa/punti.gz", exploring.points, name="points"),
    path("spazi/mappa/aree.gz", exploring.areas, name="areas"),
    path("spazi/mappa/<int:pk>/", exploring.point, name="point"),
    path("spazi/accordi/", register.register, name="register"),
    path("spazi/risultati/", results.results_page, name="results"),
    path("area-personale/accordi/", agreements.agreements, name="agreements"),
    path("area-personale/accordi/<slug:code>/", agreements.agreement, name="agreement"),
    path(
        "area-personale/accordi/<slug:code>/scadenze.ics",
        agreements.agreement_calendar,
        name="agreement_calendar",
    ),
    path(
        "area-personale/accordi/<slug:code>/file/<int:number>/",
        agreements.agreement_file,
        name="agreement_file",
    ),
    path("ufficio/spazi/accordi/", office_agreements.office_agreements, name="office_agreements"),
    path("ufficio/spazi/accordi/lotti/", office_agreements.office_awards, name="office_awards"),
    path("ufficio/spazi/accordi/<slug:code>/", office_agreements.office_agreement, name="office_agreement"),
    path(
        "ufficio/spazi/accordi/<slug:code>/condizioni/",
        office_agreements.office_agreement_terms,
        name="office_agreement_terms",
    ),
    path(
        "ufficio/spazi/accordi/<slug:code>/file/<int:number>/",
        office_agreements.office_agreement_file,
        name="office_agreement_file",
    ),
    path(
        "ufficio/spazi/<int:pk>/accordo/", office_agreements.office_agreement_new, name="office_agreement_new"
    ),
    path("spazi/piano/", plan.observations, name="plan_observations"),
    path("spazi/piano/scrivi/", plan.write, name="plan_write"),
    path("spazi/piano/osservazioni/<slug:code>/", plan.observation, name="plan_observation"),
    path("ufficio/spazi/piano/", office_plan.observations, name="office_observations"),
    path("ufficio/spazi/piano/nuova/", office_plan.new, name="office_observation_new"),
    path("ufficio/spazi/piano/<slug:code>/", office_plan.observation, name="office_observation"),
    path("spazi/segnala/", reports.propose, name="propose"),
    path("spazi/segnalazioni/<slug:code>/", reports.follow, name="report_follow"),
    path("spazi/visite/<slug:code>/", visits.certificate, name="certificate"),
    path("area-personale/visite/", visits.visits, name="visits"),
    path("area-personale/visite/prenota/<int:number>/", visits.book, name="visit_book"),
    path("area-personale/visite/<slug:code>/visita.ics", visits.calendar, name="visit_calendar"),
    path(
        "area-personale/visite/<slug:code>/certificato.pdf", visits.certificate_file, name="visit_certificate"
    ),
    path("ufficio/spazi/visite/", office_visits.visits, name="office_visits"),
    path("ufficio/spazi/<int:pk>/visite/", office_visits.of_space, name="office_space_visits"),
    path("spazi/conferma/<slug:token>/", confirming.confirm, name="confirm"),
    path("spazi/<slug:key>/file/<int:number>/", public.file, name="file"),
    path("spazi/<slug:key>/errore/", reports.error, name="report_error"),
    path("spazi/<slug:key>/", public.space, name="card"),
    path("ufficio/spazi/", office.spaces, name="office_list"),
    path("ufficio/spazi/<int:pk>/", office.space, name="office_detail"),
    path("ufficio/spazi/nuovo/", cards.new, name="office_new"),
    path("ufficio/spazi/<int:pk>/file/", cards.files, name="office_files"),
    path("ufficio/spazi/<int:pk>/file/<int:number>/", cards.file, name="office_file"),
    path("ufficio/spazi/<int:pk>/modifica/<slug:slug>/", cards.section, name="office_section"),
    path("ufficio/spazi/segnalazioni/", office_reports.reports, name="office_reports"),
    path("ufficio/spazi/segnalazioni/<slug:code>/", office_reports.report, name="office_report"),
    path("ufficio/importa/", importing.imports, name="imports"),
    path("ufficio/importa/modello/<slug:slug>.csv", importing.template, name="import_template"),
    path("ufficio/importa/<int:pk>/", importing.table, name="import"),
    path("ufficio/importa/<int:pk>/colonne/", importing.columns, name="import_columns"),
    path("ufficio/importa/<int:pk>/intestazioni/", importing.headings, name="import_headings"),
]
