"""On the page of an application: accept the grant, send observations, links to the scores and to the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.applications.permissions import may_send_application
from manifattura.applications.queries.panels import Panel

from ..queries.acceptances import latest_acceptance, request_of
from ..queries.departures import departure_of
from ..queries.observations import observations_end, own_observations
from ..queries.rankings import entry_of
from .acceptances_office import own_state_of
from .own_acceptance import may_leave
from .own_observations import is_open, row_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application


def after_panel(application: Application, person: Person) -> Panel | None:
    """None until a ranking with the application is out."""
    entry = entry_of(application)
    if entry is None:
        return None
    until = observations_end(entry.ranking)
    found = latest_acceptance(application)
    one = request_of(found) if found else None
    return Panel(
        "evaluation/_after_panel.html",
        {
            "entry": entry,
            "until": until,
            "observations_open": is_open(application, entry),
            "observations": [row_of(row) for row in own_observations(application)],
            "acceptance": found,
            "request_now": one,
            "acceptance_state": own_state_of(one) if one else "",
            "departure": departure_of(application),
            "may_leave": may_leave(application) and may_send_application(person, application),
        },
    )
