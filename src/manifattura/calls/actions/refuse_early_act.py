"""An act on a call is not dated before the one that adopted it, nor before what it follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused
from manifattura.ui.formats import date_text, elided

from ..queries.editions import adopted_on

if TYPE_CHECKING:
    from ..models import Call

Step = tuple[date, str]
"""The first day on which what follows may be dated, and what day it is: `il giorno della scadenza`."""


def refuse_early_act(
    call: Call, on: date | None, follows: Iterable[Step] = (), *, field: str = "act_on"
) -> None:
    """`Refused` beside `field`, with the latest of what was not waited for; nothing without a day."""
    first, what = max(
        [(adopted_on(call), _("il giorno dell’atto che ha approvato il bando")), *follows], key=itemgetter(0)
    )
    if on is not None and on < first:
        raise Refused(
            elided(
                _("La data non può venire prima del %(day)s: è %(what)s.")
                % {"day": date_text(first), "what": what}
            ),
            field=field,
        )
