"""The menus: the four labels of the municipal model, the footer, the office's entry."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from manifattura.ui.navigation import register

from ..permissions import may_write_pages
from ..queries.enquiries import waiting_for


def register_menus() -> None:
    _register_sections()
    _register_tasks()
    _register_help()
    _register_office()


def _register_sections() -> None:
    """The four labels of the municipal model, in their order, above and below the page."""
    sections = (
        ("management", _("Amministrazione"), "communication:administration"),
        ("news", _("Novità"), "communication:news"),
        ("all-services", _("Servizi"), "communication:services"),
        ("live", _("Vivere la manifattura"), "communication:quarters"),
    )
    for order, (key, label, url_name) in enumerate(sections, start=1):
        register("municipal", key, label, url_name, order=order * 10, data_element=key)
        register("footer-sections", key, label, url_name, order=100 + order * 10)
    register("footer-sections", "programme", _("Il programma"), "communication:programme", order=95)
    register("footer-sections", "topics", _("Argomenti"), "communication:topics", order=190)
    register("footer-sections", "brand", _("Marchio e stampa"), "communication:brand", order=195)


def _register_tasks() -> None:
    """What people come to do; calls and spaces register their own before these."""
    tasks = (
        ("labs", _("Laboratori"), "communication:labs"),
        ("learning", _("Formazione e lavoro"), "communication:learning"),
        ("data", _("Dati"), "communication:data"),
    )
    for order, (key, label, url_name) in enumerate(tasks, start=3):
        register("tasks", key, label, url_name, order=order * 10)
        register("footer-sections", key, label, url_name, order=order * 10)


def _register_help() -> None:
    register(
        "footer-help",
        "faq",
        _("Leggi le domande frequenti"),
        "communication:faq",
        order=10,
        data_element="faq",
    )
    register(
        "footer-help", "report", _("Segnala disservizio"), "communication:report-problem",
        order=20, data_element="report-inefficiency",
    )  # fmt: skip
    register(
        "footer-help", "assistance", _("Richiedi assistenza"), "communication:request-assistance",
        order=30, data_element="contacts",
    )  # fmt: skip
    register(
        "footer-help", "appointments", _("Prenota un appuntamento"), "communication:appointments",
        order=35, data_element="appointment-booking",
    )  # fmt: skip
    register("footer-help", "alerts", _("Ricevi gli avvisi per e-mail"), "communication:alerts", order=40)
    register("footer-transparency", "verify", _("Graduatorie e verifica"), "communication:verify", order=20)
    register(
        "footer-transparency", "privacy", _("Informativa privacy"), "communication:privacy",
        order=30, data_element="privacy-policy-link",
    )  # fmt: skip
    statement = settings.CITY.get("accessibility_statement", "")
    register(
        "footer-transparency", "accessibility", _("Dichiarazione di accessibilità"),
        "" if statement else "communication:accessibility", href=statement,
        order=40, data_element="accessibility-link",
    )  # fmt: skip
    register(
        "footer-transparency", "legal", _("Note legali"), "communication:legal-notes",
        order=50, data_element="legal-notes",
    )  # fmt: skip
    register("footer-transparency", "sitemap", _("Mappa del sito"), "communication:site-map", order=60)


def _register_office() -> None:
    register(
        "office", "pages", _("Pagine del sito"), href=settings.BACK_OFFICE, order=76, icon="pencil",
        visible=_writes_pages,
    )  # fmt: skip
    register(
        "office", "translations", _("Traduzioni mancanti"), "communication:translations", order=77, icon="files",
        visible=_writes_pages,
    )  # fmt: skip
    register(
        "office",
        "event-sign-ups",
        _("Iscrizioni agli eventi"),
        "communication:registers",
        order=78,
        icon="calendar",
    )
    register(
        "office",
        "feedback",
        _("Pareri sulle pagine"),
        "communication:feedback",
        order=79,
        icon="star-outline",
    )
    register("office", "alerts", _("Avvisi per e-mail"), "communication:office-alerts", order=79, icon="mail")
    register(
        "office", "appointments", _("Appuntamenti"), "communication:agenda", order=74, icon="calendar",
    )  # fmt: skip
    register(
        "office", "enquiries", _("Richieste e segnalazioni"), "communication:enquiries", order=75, icon="horn",
        count=_unanswered,
    )  # fmt: skip


def _unanswered(request: HttpRequest) -> QuerySet[Any]:
    return waiting_for(request.person)


def _writes_pages(request: HttpRequest) -> bool:
    person = request.person
    return bool(person) and may_write_pages(person)
