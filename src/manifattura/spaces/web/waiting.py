"""What this app puts on the office's first page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import ngettext

from manifattura.evaluation.queries.office_lines import OfficeLine
from manifattura.kernel.clock import now
from manifattura.kernel.counting import count_all

from ..domain.plan_observations import ObservationState
from ..domain.reports import ReportState
from ..permissions import may_keep_census
from ..queries.agreements import waiting_agreements
from ..queries.plan_observations import waiting_observations
from ..queries.space_reports import waiting_reports
from ..queries.visits import to_be_marked

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def waiting_lines(person: Person) -> Iterator[OfficeLine]:
    """The counts of the menu, for who works them off; one statement."""
    if not may_keep_census(person):
        return
    agreements, visits, reports, observations = count_all(
        [waiting_agreements(), to_be_marked(now()), waiting_reports(), waiting_observations()]
    )
    yield OfficeLine(
        agreements,
        ngettext("accordo su uno spazio da firmare", "accordi sugli spazi da firmare", agreements),
        reverse("spaces:office_agreements"),
    )
    yield OfficeLine(
        visits,
        ngettext("visita a uno spazio da segnare", "visite agli spazi da segnare", visits),
        reverse("spaces:office_visits"),
    )
    yield OfficeLine(
        reports,
        ngettext(
            "segnalazione su uno spazio da verificare", "segnalazioni sugli spazi da verificare", reports
        ),
        reverse("spaces:office_reports") + f"?stato={ReportState.WAITING}",
    )
    yield OfficeLine(
        observations,
        ngettext(
            "osservazione sul piano da prendere in carico",
            "osservazioni sul piano da prendere in carico",
            observations,
        ),
        reverse("spaces:office_observations") + f"?stato={ObservationState.RECEIVED}",
    )
