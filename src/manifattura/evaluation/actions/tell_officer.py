"""Tell the officer who follows an application that its firm wrote; the office's mailbox is told by e-mail already."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.applications.queries.messages import message_by_id

from ..models import Review


def tell_officer(*, message_id: int) -> bool:
    """A notice in the officer's area; False when nobody follows the application yet."""
    message = message_by_id(message_id)
    if message is None:
        return False
    application = message.application
    review = Review.objects.select_related("officer").filter(application=application).first()
    if review is None or review.officer is None:
        return False
    with in_language_of(review.officer):
        notify_person(
            person=review.officer,
            kind="message_received",
            subject=_("%(firm)s ti ha scritto") % {"firm": application.lead.name},
            body=message.text().subject,
            url=f"/ufficio/domande/{application.code}/messaggi/{message.pk}/",
            scope=application.audit_scope,
            by_email=False,
        )
    return True
