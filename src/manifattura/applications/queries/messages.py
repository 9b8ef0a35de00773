"""Messages as the pages show them: the thread, what a person has not opened, what waits for an answer."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from manifattura.organisations.queries.organisations import organisations_of

from ..models import Application, Message, MessageReading

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def thread_of(application: Application) -> QuerySet[Message]:
    """The messages of the thread, the latest first, with writer, files and who opened each."""
    return (
        Message.objects.filter(application=application)
        .select_related("writer", "office")
        .prefetch_related("files", "readings__person")
        .order_by("-id")
    )


def unread_messages(person: Person) -> QuerySet[Message]:
    """What offices wrote to the person's firms and the person has not opened."""
    mine = MessageReading.objects.filter(message=OuterRef("pk"), person_id=person.pk)
    return Message.objects.filter(
        ~Exists(mine), from_office=True, application__lead__in=organisations_of(person)
    )


def unread_by_application(person: Person, application_ids: Collection[int]) -> dict[int, int]:
    """Application id → how many of its messages the person has not opened; one statement."""
    counts: dict[int, int] = {}
    for found in (
        unread_messages(person)
        .filter(application__in=application_ids)
        .values_list("application_id", flat=True)
    ):
        counts[found] = counts.get(found, 0) + 1
    return counts


def waiting_messages(office_ids: Collection[int] | None) -> QuerySet[Message]:
    """What applicants wrote and nobody has dealt with, the oldest first; None: all offices."""
    waiting = Message.objects.filter(from_office=False, settled_at=None).order_by("id")
    return waiting if office_ids is None else waiting.filter(office_id__in=office_ids)
