"""Whether anything that a draft sends was changed after its session ended."""

from __future__ import annotations

from django.db.models import Q

from manifattura.organisations.queries.changes import is_changed_since

from ..models import Application, Attachment, DeclarationTick, SectionAnswers
from .times import Term


def is_changed_after(application_id: int, term: Term) -> bool:
    """Its answers, files or declarations, or the applicant's record: each change keeps its instant, a removal too."""
    since = term.ends_before
    lead_id: int = Application.objects.values_list("lead_id", flat=True).get(pk=application_id)
    return is_changed_since(lead_id, since) or any(
        rows.filter(application_id=application_id).exists()
        for rows in (
            # a step that was only opened has version 0
            SectionAnswers.objects.filter(changed_at__gte=since, version__gt=0),
            Attachment.objects.filter(Q(uploaded_at__gte=since) | Q(removed_at__gte=since)),
            DeclarationTick.objects.filter(Q(ticked_at__gte=since) | Q(cleared_at__gte=since)),
        )
    )
