"""Addresses of a message, in the active language: the applicant's page and the office's."""

from __future__ import annotations

from django.urls import reverse

from ..models import Message


def message_address(message: Message) -> str:
    """Where whoever receives the message opens it."""
    name = "applications:message" if message.from_office else "applications:messages"
    return reverse(name, args=[message.application.code, message.pk])
