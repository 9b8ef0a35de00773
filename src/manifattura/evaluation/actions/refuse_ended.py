"""Nothing arrives and nothing is decided once the call was revoked or concluded."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..queries.progress import ENDED


def refuse_ended(state: str) -> None:
    """`state`: of the call, read under its lock."""
    if state in ENDED:
        raise Refused(_("Il bando è finito: non arriva e non si decide più niente."), code="ended")
