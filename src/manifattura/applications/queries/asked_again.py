"""What an amendment asks again of an application that was sent already (DESIGN §10.2): it stays valid, and may be updated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.calls.queries.editions import edition as edition_by_id

from ..domain.amendments import Changes, changes_between
from ..domain.states import ApplicationState

if TYPE_CHECKING:
    from ..models import Application


def asked_again(application: Application) -> Changes | None:
    """The steps and declarations that are new or changed since it was sent; None when it is complete as it is."""
    current = application.call.current_edition_id
    if application.state != ApplicationState.SUBMITTED or current in (None, application.edition_id):
        return None
    assert current is not None
    changes = changes_between(edition_by_id(application.edition_id), edition_by_id(current))
    return changes if changes.sections or changes.declarations else None
