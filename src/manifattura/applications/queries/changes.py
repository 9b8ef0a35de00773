"""Whether anything of a draft was changed after its session ended."""

from __future__ import annotations

from django.db.models import Q

from ..models import Attachment, DeclarationTick, SectionAnswers
from .times import Term


def is_changed_after(application_id: int, term: Term) -> bool:
    """Its answers, files or declarations; the day and hour of each change is kept, also of what was taken away."""
    since = term.ends_before
    return any(
        rows.filter(application_id=application_id).exists()
        for rows in (
            # a step that was only opened has version 0
            SectionAnswers.objects.filter(changed_at__gte=since, version__gt=0),
            Attachment.objects.filter(Q(uploaded_at__gte=since) | Q(removed_at__gte=since)),
            DeclarationTick.objects.filter(Q(ticked_at__gte=since) | Q(cleared_at__gte=since)),
        )
    )
