"""Addresses of communication: the public sections, the legal pages, what programs read, the office's reports."""

from django.urls import URLPattern, path

from . import (
    appointments,
    brand,
    event_calendar,
    feedback,
    feeds,
    legal,
    machines,
    office_appointments,
    office_feedback,
    office_registers,
    office_reports,
    pages,
    pictures,
    reports,
    search,
    sections,
    sign_ups,
    translations,
    verify,
)

app_name = "communication"


def standing(address: str, name: str) -> URLPattern:
    """A page of the tree that the site counts on: menus and links know it by name."""
    return path(address, pages.page, {"path": address}, name=name)


def followed(address: str, key: str) -> URLPattern:
    """The feed of a list."""
    return path(f"{address}feed.atom", feeds.feed, {"key": key}, name=f"feed-{key}")


urlpatterns = [
    standing("", "home"),
    standing("amministrazione/", "administration"),
    standing("il-programma/", "programme"),
    standing("novita/", "news"),
    standing("servizi/", "services"),
    standing("vivere-milano/", "quarters"),
    standing("vivere-milano/eventi/", "events"),
    standing("vivere-milano/luoghi/", "places"),
    standing("vivere-milano/casi-aziendali/", "stories"),
    standing("argomenti/", "topics"),
    standing("domande-frequenti/", "faq"),
    standing("assistenza/", "assistance"),
    standing("privacy/", "privacy"),
    standing("note-legali/", "legal-notes"),
    standing("accessibilita/", "accessibility"),
    followed("novita/", "news"),
    followed("vivere-milano/eventi/", "events"),
    followed("vivere-milano/casi-aziendali/", "stories"),
    followed("bandi/", "calls"),
    followed("spazi/", "spaces"),
    path("vivere-milano/eventi/calendario/", event_calendar.calendar, name="calendar"),
    path("vivere-milano/eventi/calendario/<str:code>/", event_calendar.calendar, name="calendar-month"),
    path("vivere-milano/eventi/calendario.ics", event_calendar.all_events_ics, name="all-events-ics"),
    path("vivere-milano/eventi/<slug:slug>/evento.ics", event_calendar.event_ics, name="event-ics"),
    path("vivere-milano/eventi/iscrizione/<uuid:key>/", sign_ups.sign_up_form, name="sign-up-form"),
    path("vivere-milano/eventi/iscritto/<str:code>/", sign_ups.sign_up, name="sign-up"),
    path("vivere-milano/eventi/iscritto/<str:code>/evento.ics", sign_ups.sign_up_ics, name="sign-up-ics"),
    path("appuntamenti/", appointments.appointments, name="appointments"),
    path("appuntamenti/<int:pk>/", appointments.appointment_service, name="appointment-service"),
    path("appuntamenti/<int:pk>/<int:slot_pk>/", appointments.appointment_form, name="appointment-form"),
    path("appuntamenti/prenotato/<str:code>/", appointments.appointment, name="appointment"),
    path(
        "appuntamenti/prenotato/<str:code>/appuntamento.ics",
        appointments.appointment_ics,
        name="appointment-ics",
    ),
    path("il-tuo-parere/", feedback.take_feedback, name="give-feedback"),
    path("il-tuo-parere/grazie/", feedback.thanks, name="feedback-thanks"),
    path("marchio/", brand.brand, name="brand"),
    path("marchio/cartella-stampa.zip", brand.kit, name="press-kit"),
    path("marchio/<slug:name>.<str:kind>", brand.logo, name="logo"),
    path("immagini/<path:path>.png", pictures.shared_picture, name="picture"),
    path("vivere-milano/quartieri.csv", sections.quarters_csv, name="quarters-csv"),
    path("come-si-verifica/", verify.verify, name="verify"),
    path("come-si-verifica/esempio.json", verify.example, name="verify-example"),
    path("cerca/", search.search, name="search"),
    path("mappa-del-sito/", legal.site_map, name="site-map"),
    path("segnala-disservizio/", reports.report_problem, name="report-problem"),
    path("segnala-disservizio/<str:code>/", reports.report_follow, name="report-follow"),
    path("ufficio/traduzioni/", translations.translations, name="translations"),
    path("ufficio/segnalazioni/", office_reports.report_list, name="reports"),
    path("ufficio/segnalazioni.csv", office_reports.report_csv, name="reports-csv"),
    path("ufficio/segnalazioni/<str:code>/", office_reports.report_detail, name="report"),
    path("ufficio/eventi/", office_registers.register_list, name="registers"),
    path("ufficio/eventi/<uuid:key>/", office_registers.register_detail, name="register"),
    path("ufficio/eventi/<uuid:key>/iscritti.csv", office_registers.register_csv, name="register-csv"),
    path("ufficio/appuntamenti/", office_appointments.agenda_page, name="agenda"),
    path("ufficio/appuntamenti.csv", office_appointments.agenda_csv, name="agenda-csv"),
    path("ufficio/appuntamenti/servizi/", office_appointments.service_list, name="offers"),
    path("ufficio/appuntamenti/servizi/nuovo/", office_appointments.service_new, name="offer-new"),
    path("ufficio/appuntamenti/servizi/<int:pk>/", office_appointments.service_detail, name="offer"),
    path("ufficio/appuntamenti/servizi/<int:pk>/orari/", office_appointments.slots_open, name="slots-open"),
    path("ufficio/appuntamenti/orari/<int:pk>/annulla/", office_appointments.slot_off, name="slot-off"),
    path("ufficio/pareri/", office_feedback.feedback_list, name="feedback"),
    path("ufficio/pareri/di/", office_feedback.feedback_detail, name="feedback-detail"),
    path("ufficio/pareri.csv", office_feedback.feedback_csv, name="feedback-csv"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path(".well-known/security.txt", machines.security, name="security-txt"),
]
