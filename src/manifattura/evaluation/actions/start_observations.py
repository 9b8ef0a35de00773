"""Start the term to send observations on a provisional version: publication is its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.calls.actions.close_term import close_term
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import ProofKind, TermKind
from manifattura.calls.queries.terms import terms_of
from manifattura.kernel.clock import ROME

from ..models import Ranking
from ..queries.observations import TERM_SUBJECT

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def start_observations(*, ranking: Ranking, days: int, previous: Ranking | None, by: Person) -> None:
    """Inside the publication's transaction; the term of the version before ends with it."""
    assert ranking.published_at is not None
    for term in terms_of(TERM_SUBJECT, previous.pk) if previous else ():
        close_term(term=term, outcome="superseded", by=by)
    start_term(
        kind=TermKind.OBSERVATIONS,
        office=ranking.call.office,
        label=_("Osservazioni sulla graduatoria, versione %(n)s") % {"n": ranking.version},
        days=days,
        subject_type=TERM_SUBJECT,
        subject_id=ranking.pk,
        call=ranking.call,
        starts_on=ranking.published_at.astimezone(ROME).date(),
        proof=ProofKind.PUBLICATION,
        url_name="evaluation:observations_office",
        url_args=[ranking.call_id],
        by=by,
    )
