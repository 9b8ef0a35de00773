"""`{% load demo %}`: the sample people who can be signed in as with one click; nobody outside the demo."""

from __future__ import annotations

from typing import Any

from django import template

from ..queries.demo_people import demo_people as people_of_the_demo

register = template.Library()


@register.simple_tag
def demo_people() -> list[Any]:
    return people_of_the_demo()
