"""Addresses of a message: the applicant's page in the active language, and the office's."""

from __future__ import annotations

from django.urls import reverse

from ..models import Message


def message_address(message: Message) -> str:
    """Where whoever receives the message opens it."""
    code = message.application.code
    if message.from_office:
        return reverse("applications:message", args=[code, message.pk])
    # the office's pages live one floor up: their address is known here, their name is not
    return f"/ufficio/domande/{code}/messaggi/{message.pk}/"
