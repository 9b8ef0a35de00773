"""A visitor says that something does not work, or asks for help."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.people import people_with_role
from manifattura.calls.queries.chronology import office_of_public_address
from manifattura.kernel import audit
from manifattura.kernel.errors import Refused
from manifattura.kernel.ids import readable_code
from manifattura.kernel.jobs import defer

from ..domain.enquiries import LONGEST_TEXT, ProblemTopic, Purpose
from ..models import Enquiry
from ..queries.enquiries import office_of_service

CODE_LENGTH = 10
MAIL_TASK = "communication.mail_enquiry"


def file_problem(*, topic: ProblemTopic, text: str, page: str = "", reply_email: str = "") -> Enquiry:
    """Something does not work. The office that runs the page it is about is told."""
    return _file(
        Enquiry(
            purpose=Purpose.PROBLEM,
            topic=topic,
            text=_checked(text, _("Scrivi che cosa non funziona.")),
            page=page.strip()[:300],
            reply_email=reply_email.strip(),
            office_id=office_of_public_address(page),
        )
    )


def ask_for_assistance(*, service: str, name: str, reply_email: str, text: str, page: str = "") -> Enquiry:
    """A person asks for help with a service or a call: its office is told; every office where nobody knows which."""
    return _file(
        Enquiry(
            purpose=Purpose.ASSISTANCE,
            service=service,
            name=name.strip(),
            text=_checked(text, _("Scrivi che cosa ti serve.")),
            page=page.strip()[:300],
            reply_email=reply_email.strip(),
            office_id=office_of_public_address(page) or office_of_service(service),
        )
    )


def _checked(text: str, empty: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(empty, field="text")
    if len(text) > LONGEST_TEXT:
        raise Refused(_("Il testo è troppo lungo: al massimo 4.000 caratteri."), field="text")
    return text


def _file(enquiry: Enquiry) -> Enquiry:
    """Store, audit without the address, tell the office, and write to whoever left an address."""
    with transaction.atomic():
        enquiry.code = readable_code(CODE_LENGTH)
        enquiry.language = get_language() or "it"
        enquiry.save()
        after = {"office": enquiry.office_id} | ({"topic": enquiry.topic} if enquiry.topic else {})
        audit.record("enquiry_filed", by=None, subject=enquiry, after=after)
        tell_the_office(enquiry)
        if enquiry.reply_email:
            defer(MAIL_TASK, enquiry_id=enquiry.pk, kind="received")
    return enquiry


def tell_the_office(enquiry: Enquiry) -> None:
    """Each in the language that they read, whatever language the visitor writes in."""
    roles = (Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE, Role.EDITOR)
    for person in people_with_role(*roles, office_id=enquiry.office_id):
        with in_language_of(person):
            if enquiry.is_assistance:
                subject = _("Nuova richiesta di assistenza {code}")
                body = _("Una persona chiede aiuto dal sito. Leggila e rispondi.")
            else:
                subject = _("Nuova segnalazione {code}")
                body = _("Una persona segnala qualcosa che non va sul sito. Leggila e rispondi.")
            notify_person(
                person=person,
                kind="enquiry.filed",
                subject=subject.format(code=enquiry.code),
                body=body,
                url=reverse("communication:enquiry", args=[enquiry.code]),
            )
