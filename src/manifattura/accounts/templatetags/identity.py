"""`{% load identity %}`: whether SPID and CIE are offered here, and how an assurance reads."""

from __future__ import annotations

from django import template
from django.conf import settings

from ..queries.identity_words import access_words, assurance_words

register = template.Library()
register.filter("assurance_words", assurance_words)
register.filter("access_words", access_words)


@register.simple_tag
def identity_offered() -> bool:
    return settings.IDENTITY is not None
