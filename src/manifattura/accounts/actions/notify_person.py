"""Tell a person something: in the personal area at once, by e-mail through a job."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import override

from manifattura.kernel.jobs import defer

from ..models import Notice, Person

EMAIL_TASK = "accounts.email_notice"


def notify_person(
    *,
    person: Person,
    kind: str,
    subject: str,
    body: str,
    url: str = "",
    scope: str = "",
    by_email: bool = True,
) -> Notice:
    """Store the notice and queue its e-mail, inside the caller's transaction.

    `by_email` False: the caller writes an e-mail of its own, with attachments.
    """
    notice = Notice.objects.create(
        person=person, kind=kind, subject=subject[:200], body=body, url=url, scope=scope
    )
    if by_email:
        defer(EMAIL_TASK, notice_id=notice.pk)
    return notice


def notify_people(
    *, people: Iterable[Person], kind: str, subject: str, body: str, url: str = "", scope: str = ""
) -> int:
    """The same notice to several people, each once; returns how many."""
    distinct = {person.pk: person for person in people}
    for person in distinct.values():
        notify_person(person=person, kind=kind, subject=subject, body=body, url=url, scope=scope)
    return len(distinct)


def in_language_of(person: Person) -> override:
    """A context in which texts are in the language that the person chose for messages."""
    return override(person.language or settings.LANGUAGE_CODE)
