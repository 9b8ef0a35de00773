"""A person's notices."""

from django.db.models import QuerySet

from ..models import Notice, Person


def notices_of(person: Person) -> QuerySet[Notice]:
    """All notices of a person, the latest first."""
    return person.notices.all()


def unread_notices(person: Person) -> QuerySet[Notice]:
    return person.notices.filter(read_at=None)
