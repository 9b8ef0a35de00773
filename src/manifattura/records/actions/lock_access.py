"""A request for documents, locked, for whoever is about to move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.kernel.errors import Conflict, Refused

from ..domain.access import MOVES, AccessState
from ..models import AccessRequest

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["lock_access"]


def lock_access(request: AccessRequest, base_version: int, *targets: AccessState) -> AccessRequest:
    """`Conflict` when a colleague changed it since the page was read; `Refused` where it cannot go to `targets`."""
    locked = (
        AccessRequest.objects.select_for_update(of=("self",))
        .select_related("office", "call")
        .get(pk=request.pk)
    )
    if locked.version != base_version:
        raise Conflict(
            _("Un collega ha appena cambiato la richiesta: rileggila."), theirs={"version": locked.version}
        )
    allowed: Collection[AccessState] = MOVES[AccessState(locked.state)]
    if any(target not in allowed for target in targets):
        raise Refused(_("Su questa richiesta l’ufficio ha già deciso."), code="state")
    return locked
