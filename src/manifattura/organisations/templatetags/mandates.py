"""`{% load mandates %}`: a person's mandates for the profile page of `accounts`, the words of states and kinds."""

from __future__ import annotations

from typing import Any

from django import template

from ..domain.kinds import LegalForm, MandateKind, MandateState, ParticipantKind, SeatKind, SizeClass
from ..models import Mandate
from ..queries import words
from ..queries.mandates import live_mandates_of

register = template.Library()


@register.simple_tag
def mandates_of_person(person: Any) -> list[Mandate]:
    return live_mandates_of(person)


@register.filter
def mandate_word(kind: str) -> str:
    return str(words.MANDATES[MandateKind(kind)])


@register.filter
def mandate_help(kind: str) -> str:
    return str(words.MANDATE_HELP[MandateKind(kind)])


@register.filter
def mandate_status(state: str) -> str:
    """The word of the vocabulary of states."""
    return words.MANDATE_STATUS[MandateState(state)]


@register.filter
def seat_word(kind: str) -> str:
    return str(words.SEATS[SeatKind(kind)])


@register.filter
def size_word(size: str) -> str:
    return str(words.SIZES[SizeClass(size)]) if size else ""


@register.filter
def legal_form_word(form: str) -> str:
    return str(words.LEGAL_FORMS[LegalForm(form)]) if form else ""


@register.filter
def kind_word(kind: str) -> str:
    return str(words.KINDS[ParticipantKind(kind)])
