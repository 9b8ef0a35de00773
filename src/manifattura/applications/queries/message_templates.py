"""Texts of messages, registered by the apps that send them, in every language of the site.

In the app's `ready()`:

    register_message_template(
        "evaluation.remedy_requested",
        gettext_noop("Servono integrazioni: %(call)s"),
        gettext_noop("Per valutare la domanda %(number)s ci servono …, entro %(due)s."),
        needs_proof=True,
    )

The words are Italian, translated through gettext, with `%(name)s` for the values of the context. Values may be texts,
lazy translations, days and moments (written in words), amounts (`Decimal`, written as money), and functions that give one of
these, called once per language. Every template also has `call`, `code`, `number`, `firm`, `project` and `office`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop, override

from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.ui.formats import date_text, elided, money_text

from ..domain.message_texts import MessageText, shorten

if TYPE_CHECKING:
    from ..models import Application

FREE, OUTSIDE = "free", "outside"
"""Words of their own: written in the page; copied from a letter that was sent outside."""


@dataclass(frozen=True)
class MessageTemplate:
    """Italian source texts; `label` names it where an officer chooses it (empty: it is not offered)."""

    key: str
    subject: str
    body: str
    needs_proof: bool = False
    label: str | Promise = ""


_templates: dict[str, MessageTemplate] = {}


def register_message_template(
    key: str, subject_it: str, body_it: str, *, needs_proof: bool = False, label: str | Promise = ""
) -> None:
    """Add or replace a template. `needs_proof`: the text is read in the personal area only, where opening it is proof."""
    _templates[key] = MessageTemplate(key, subject_it, body_it, needs_proof, label)


def message_template(key: str) -> MessageTemplate:
    """The template with this key; KeyError when no app registered it."""
    return _templates[key]


def offered_templates() -> list[MessageTemplate]:
    """Those that an officer may start from, in order of registration."""
    return [template for template in _templates.values() if template.label]


def languages() -> list[str]:
    """Languages in which texts are rendered, Italian first."""
    return [code for code, _name in settings.LANGUAGES]


def render_template(template: MessageTemplate, context: Mapping[str, Any]) -> dict[str, MessageText]:
    """The template's texts in every language, with the context's values."""
    texts = {}
    for language in languages():
        with override(language):
            values = {name: _in_words(value) for name, value in context.items()}
            subject = " ".join((gettext(template.subject) % values).split())
            texts[language] = MessageText(shorten(elided(subject)), elided(gettext(template.body) % values))
    return texts


def standard_values(application: Application) -> dict[str, str]:
    """What every template may say of an application."""
    submission = getattr(application, "submission", None)
    return {
        "call": edition_by_id(application.edition_id).texts.title,
        "code": application.code,
        "number": str(submission) if submission else application.code,
        "firm": application.lead.name,
        "project": application.project_title,
        "office": application.call.office.name,
    }


PLACEHOLDERS = {
    "impresa": "firm",
    "domanda": "number",
    "codice": "code",
    "progetto": "project",
    "bando": "call",
    "ufficio": "office",
}
"""Names in braces that an officer may write in a text for many → the template's value."""


def placeholder_values(application: Application) -> dict[str, str]:
    """What stands in the place of each `{name}` for this application."""
    values = standard_values(application)
    return {name: values[value] for name, value in PLACEHOLDERS.items()}


def template_to_edit(key: str, application: Application | None = None) -> dict[str, MessageText]:
    """The template's texts for an officer to change: with one application's values, or with placeholders for many."""
    if application is not None:
        return render_template(message_template(key), standard_values(application))
    names = {value: f"{{{name}}}" for name, value in PLACEHOLDERS.items()}
    return render_template(message_template(key), names)


def _in_words(value: object) -> str:
    if callable(value):
        value = value()
    if isinstance(value, date):
        return date_text(value, "hour" if hasattr(value, "hour") else "")
    if isinstance(value, Decimal):
        return money_text(value)
    return str(value)


OFFERED = (
    (
        "applications.ask_clarification",
        gettext_noop("Ci serve un chiarimento sulla domanda %(number)s"),
        gettext_noop(
            "Stiamo esaminando la domanda %(number)s di %(firm)s per «%(call)s». Ci serve un chiarimento:\n\n"
            "[scrivi qui che cosa]\n\nRispondi da questa pagina: puoi allegare file."
        ),
        gettext_noop("Chiedi un chiarimento"),
    ),
    (
        "applications.inform",
        gettext_noop("Informazioni sulla domanda %(number)s"),
        gettext_noop(
            "Ti scriviamo per la domanda %(number)s di %(firm)s per «%(call)s»:\n\n"
            "[scrivi qui che cosa]\n\nSe hai domande rispondi da questa pagina."
        ),
        gettext_noop("Dai un’informazione"),
    ),
    (
        "applications.appointment",
        gettext_noop("Un incontro sulla domanda %(number)s"),
        gettext_noop(
            "Vorremmo incontrarti per la domanda %(number)s di %(firm)s per «%(call)s».\n\n"
            "Giorno e ora: [scrivi qui]\nDove: [scrivi qui]\n\nRispondi da questa pagina se non puoi."
        ),
        gettext_noop("Proponi un incontro"),
    ),
)


def register_offered() -> None:
    """The texts that every office may start from; called when the app is ready."""
    for key, subject, body, label in OFFERED:
        register_message_template(key, subject, body, label=label)
