"""Addresses of what happens after a ranking: the office's pages, the applicant's, the public draw."""

from django.urls import path

from . import (
    acceptances_office,
    arrivals_office,
    draw_office,
    draw_public,
    improve_office,
    leavings_office,
    observations_office,
    opening,
    own_acceptance,
    own_observations,
    preemption_office,
    rolldown_office,
)

DESK = "ufficio/bandi/<int:pk>/graduatoria"
OFFICE = [
    path("ufficio/bandi/<int:pk>/apertura-buste/", opening.opening_office, name="opening_office"),
    path("ufficio/bandi/<int:pk>/apertura-buste/codice-di-prova/", opening.demo_share, name="demo_share"),
    path("ufficio/bandi/<int:pk>/apertura-buste.pdf", opening.opening_minutes, name="opening_minutes"),
    path(f"{DESK}/sorteggio/", draw_office.draw_office, name="draw_office"),
    path(f"{DESK}/offerte-uguali/", improve_office.improve_office, name="improve_office"),
    path(f"{DESK}/offerte-uguali/<int:number>.pdf", improve_office.minutes, name="improve_minutes"),
    path(f"{DESK}/prelazione/", preemption_office.preemption_office, name="preemption_office"),
    path(f"{DESK}/osservazioni/", observations_office.observations_office, name="observations_office"),
    path(f"{DESK}/osservazioni.csv", observations_office.export, name="observations_export"),
    path(
        f"{DESK}/osservazioni/allegati/<int:file_pk>/",
        observations_office.observation_file,
        name="observation_file_office",
    ),
    path(f"{DESK}/accettazioni/", acceptances_office.acceptances_office, name="acceptances_office"),
    path(f"{DESK}/accettazioni.csv", acceptances_office.export, name="acceptances_export"),
    path(
        f"{DESK}/accettazioni/<int:acceptance_pk>/",
        acceptances_office.acceptance_office,
        name="acceptance_office",
    ),
    path(
        f"{DESK}/accettazioni/<int:acceptance_pk>/arrivata/",
        arrivals_office.acceptance,
        name="acceptance_enter",
    ),
    path(f"{DESK}/osservazioni/arrivata/", arrivals_office.observation, name="observation_enter"),
    path(f"{DESK}/uscite/", leavings_office.leavings_office, name="leavings_office"),
    path(f"{DESK}/uscite/arrivata/", leavings_office.leaving_arrived, name="leaving_enter"),
    path(f"{DESK}/scorrimento/", rolldown_office.rolldown_office, name="rolldown_office"),
]

OWN = [
    path("domande/<str:code>/osservazioni/", own_observations.observations, name="observations"),
    path(
        "domande/<str:code>/osservazioni/allegati/<int:pk>/", own_observations.file, name="observation_file"
    ),
    path("domande/<str:code>/accettazione/", own_acceptance.acceptance, name="acceptance"),
    path("domande/<str:code>/rinuncia/", own_acceptance.leaving, name="leaving"),
]

PUBLIC = [
    path("bandi/<slug:slug>/buste/", opening.opening_public, name="opening"),
    path("bandi/<slug:slug>/sorteggio/", draw_public.draw, name="draw"),
    path("bandi/<slug:slug>/sorteggio/<int:number>/", draw_public.draw, name="draw_number"),
    path("bandi/<slug:slug>/sorteggio/<int:number>.json", draw_public.announcement, name="draw_announcement"),
    path("bandi/<slug:slug>/sorteggio/<int:number>.pdf", draw_public.minutes, name="draw_minutes"),
]

urlpatterns = [*OFFICE, *OWN, *PUBLIC]
