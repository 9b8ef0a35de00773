"""Write to the tied applicants about the public draw: they have a seat in its sitting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from manifattura.applications.actions.send_messages import ApplicantLetter, send_messages
from manifattura.applications.queries.applications import live_applications

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import PublicDraw


def tell_tied(*, draw: PublicDraw, what: str, context: Mapping[str, Any], by: Person) -> int:
    """One message per tied application, each once; returns how many. `what`: `convened`, `held` or `annulled`."""
    page = reverse("evaluation:draw_number", args=[draw.call.slug, draw.number])
    codes = [code for group in draw.announcement["groups"] for code in group]
    tied = live_applications(draw.call_id).filter(code__in=codes).select_related("call__office")
    letters = [
        ApplicantLetter(
            application=one,
            template=f"evaluation.draw_{what}",
            context={**context, "link": f"{settings.PUBLIC_ADDRESS}{page}"},
            once_key=f"draw_{what}:{draw.pk}:{one.pk}",
        )
        for one in tied
    ]
    return send_messages(letters=letters, by=by)
