"""Context processor: who is at the desk, and where its search goes; read only by pages that show it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from manifattura.accounts.permissions import roles_of
from manifattura.accounts.queries.role_words import role_word

from ..permissions import is_caseworker


def desk(request: HttpRequest) -> dict[str, Any]:
    """`me` and `go_to_url` of the office's and the committee's pages; a public page never touches them."""
    return {
        "me": SimpleLazyObject(lambda: _me(request)),
        "go_to_url": SimpleLazyObject(lambda: _go_to(request)),
    }


def _me(request: HttpRequest) -> dict[str, str]:
    person = getattr(request, "person", None)
    if not person:
        return {"label": "", "note": "", "initials": ""}
    words = sorted({role_word(role) for role, _office in roles_of(person)})
    initials = "".join(part[0] for part in person.full_name.split()[:2]).upper()
    return {"label": person.full_name, "note": ", ".join(words), "initials": initials}


def _go_to(request: HttpRequest) -> str:
    person = getattr(request, "person", None)
    return reverse("evaluation:search") if person and is_caseworker(person) else ""
