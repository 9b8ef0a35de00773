"""The sample people of the demo city that can be signed in as."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings

from ..models import Account


class SamplePerson(Protocol):
    """What `settings.DEMO_PEOPLE` says of each: made by the demo, unknown to this app."""

    @property
    def key(self) -> str: ...
    @property
    def full_name(self) -> str: ...
    @property
    def role_label(self) -> str: ...
    @property
    def hint(self) -> str: ...
    @property
    def email(self) -> str: ...


def demo_people() -> list[SamplePerson]:
    """Those whom the database holds, in the demo's order; none outside demo mode."""
    if not settings.DEMO:
        return []
    sample: tuple[SamplePerson, ...] = settings.DEMO_PEOPLE
    there = set(
        Account.objects.filter(email__in=[person.email for person in sample]).values_list("email", flat=True)
    )
    return [person for person in sample if person.email in there]
