"""Addresses of the office's terms, legal parameters and calendar of days without terms."""

from django.urls import URLPattern, path

from .office import parameters, term_acts, term_feed, terms

TERM = "ufficio/termini/<int:pk>"

urlpatterns: list[URLPattern] = [
    path("ufficio/termini/", terms.terms, name="office_terms"),
    path("ufficio/termini/esporta/", terms.export, name="office_terms_export"),
    path("ufficio/termini/calendario/", term_feed.feed_page, name="term_feed_page"),
    path(f"{TERM}/", terms.detail, name="office_term"),
    path(f"{TERM}/consegna/", term_acts.delivery, name="term_delivery"),
    path(f"{TERM}/sospendi/", term_acts.suspend, name="term_suspend"),
    path(f"{TERM}/riprendi/", term_acts.resume, name="term_resume"),
    path("calendario/termini/<str:token>.ics", term_feed.feed, name="term_feed"),
    path("ufficio/parametri/", parameters.parameters, name="parameters"),
    path("ufficio/parametri/giorni/", parameters.closing_days, name="closing_days"),
    path(
        "ufficio/parametri/giorni/<int:pk>/togli/",
        parameters.closing_day_withdraw,
        name="closing_day_withdraw",
    ),
    path("ufficio/parametri/<str:key>/", parameters.parameter, name="parameter"),
]
