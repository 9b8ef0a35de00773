"""Addresses that notices of this app carry, in the default language."""

from django.urls import reverse
from django.utils.translation import override


def _link(name: str, *arguments: object) -> str:
    with override("it"):
        return reverse(f"organisations:{name}", args=arguments)


def people_link(organisation_id: int) -> str:
    return _link("people", organisation_id)


def organisation_link(organisation_id: int) -> str:
    return _link("detail", organisation_id)


def list_link() -> str:
    return _link("list")
