"""Addresses that notices of this app carry, in the language that is active."""

from django.urls import reverse


def people_link(organisation_id: int) -> str:
    return reverse("organisations:people", args=[organisation_id])


def organisation_link(organisation_id: int) -> str:
    return reverse("organisations:detail", args=[organisation_id])


def list_link() -> str:
    return reverse("organisations:list")
