"""Write to an applicant, from a registered template or with the office's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.message_texts import (
    BODY_LENGTH,
    ITALIAN,
    SUBJECT_LENGTH,
    MessageText,
    Texts,
    fill,
    one_line,
    shorten,
    unknown_placeholders,
)
from ..models import Application, Message
from ..permissions import may_write_to_applicant
from ..queries.applications import application_by_id
from ..queries.message_templates import (
    FREE,
    OUTSIDE,
    PLACEHOLDERS,
    message_template,
    placeholder_values,
    render_template,
    standard_values,
)
from .post_messages import Outgoing, post_messages
from .settle_message import settle_thread
from .store_upload import Upload, store_uploads

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def send_message(
    *,
    application: Application,
    template: str,
    context: Mapping[str, Any] | None = None,
    subject: str = "",
    body: str = "",
    texts: Texts | None = None,
    attachments: Sequence[Upload] = (),
    needs_proof: bool | None = None,
    once_key: str = "",
    settles: bool = False,
    by: Person | None,
    on_behalf_of_office: bool = True,
) -> Message:
    """The message, in the thread and on its way by e-mail, once the surrounding transaction commits.

    `template`: a key of `queries.message_templates`, rendered with `context` in every language; `subject`, `body` (Italian)
    or `texts` (by language, with placeholders) take the place of its words. `"free"` has only those. `by` None: the system writes.
    `once_key`: a second sending with the same key gives back the first message. `needs_proof` None: as the template says.
    `settles`: it answers what the applicant wrote and was waiting.
    """
    if not on_behalf_of_office:
        raise Refused(_("L’impresa risponde dalla pagina dei messaggi."), code="answer")
    if by is not None and not may_write_to_applicant(by, application):
        raise PermissionRefused(_("Scrive all’impresa solo chi segue i bandi di questo ufficio."))
    with transaction.atomic():
        found = application_by_id(application.pk)
        assert found is not None
        refuse_unless_sent(found)
        if once_key and (earlier := Message.objects.filter(once_key=once_key).first()):
            return earlier
        words = _words(found, template, context or {}, subject, body, texts)
        refuse_bad_texts(words)
        if needs_proof is None:
            needs_proof = template not in (FREE, OUTSIDE) and message_template(template).needs_proof
        outgoing = Outgoing(
            application=found,
            texts=words,
            template=template,
            needs_proof=needs_proof,
            once_key=once_key or None,
            files=store_uploads(attachments),
        )
        message = post_messages(outgoing=[outgoing], by=by)[0]
        if settles and by is not None:
            settle_thread(application=found, by=by)
    message.refresh_from_db(fields=["sent_at"])
    return message


def refuse_unless_sent(application: Application) -> None:
    """Drafts are the applicant's alone: the thread begins with the sending."""
    if getattr(application, "submission", None) is None:
        raise Refused(_("La domanda è una bozza: i messaggi cominciano quando viene inviata."), code="draft")


def refuse_bad_texts(texts: Texts) -> None:
    """A message has a subject and a text, in every language in which it is written."""
    for language, text in texts.items():
        suffix = "" if language == ITALIAN else f"_{language}"
        for name, value, most in (
            ("subject", text.subject, SUBJECT_LENGTH),
            ("body", text.body, BODY_LENGTH),
        ):
            if not value.strip():
                raise Refused(
                    _("Scrivi l’oggetto.") if name == "subject" else _("Scrivi il messaggio."),
                    field=name + suffix,
                    code="empty",
                )
            if len(value) > most:
                raise Refused(
                    _("Il testo è troppo lungo: al massimo %(n)s caratteri.") % {"n": most},
                    field=name + suffix,
                    code="length",
                )


def filled(texts: Texts, application: Application) -> dict[str, MessageText]:
    """The texts with the application's own names in place of the placeholders."""
    values = placeholder_values(application)
    return {
        language: MessageText(shorten(fill(text.subject, values)), fill(text.body, values))
        for language, text in texts.items()
    }


def refuse_unknown_placeholders(texts: Texts) -> None:
    """A name in braces that nobody fills in would reach the applicant as it is."""
    for language, text in texts.items():
        suffix = "" if language == ITALIAN else f"_{language}"
        for name, value in (("subject", text.subject), ("body", text.body)):
            unknown = unknown_placeholders(value, dict.fromkeys(PLACEHOLDERS, ""))
            if unknown:
                raise Refused(
                    _("%(unknown)s non si può sostituire. Puoi usare %(known)s.")
                    % {
                        "unknown": ", ".join(unknown),
                        "known": ", ".join(f"{{{key}}}" for key in PLACEHOLDERS),
                    },
                    field=name + suffix,
                    code="placeholder",
                )


def _words(
    application: Application,
    template: str,
    context: Mapping[str, Any],
    subject: str,
    body: str,
    texts: Texts | None,
) -> Texts:
    if texts is not None:
        words = {key: MessageText(one_line(text.subject), text.body.strip()) for key, text in texts.items()}
        refuse_bad_texts(words)
        refuse_unknown_placeholders(words)
        return filled(words, application)
    if template == FREE:
        return {ITALIAN: MessageText(one_line(subject), body.strip())}
    rendered = render_template(message_template(template), {**standard_values(application), **context})
    if subject or body:
        mine = rendered[ITALIAN]
        rendered[ITALIAN] = MessageText(one_line(subject) or mine.subject, body.strip() or mine.body)
        # changed words have no translation: everybody reads the ones that were written
        return {ITALIAN: rendered[ITALIAN]}
    return rendered
