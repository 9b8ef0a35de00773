"""An act on a call is not dated before the one that adopted it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused
from manifattura.ui.formats import date_text, elided

from ..queries.editions import adopted_on

if TYPE_CHECKING:
    from ..models import Call


def refuse_early_act(call: Call, on: date | None) -> None:
    """`Refused` beside `act_on`; nothing without a day."""
    if on is not None and on < (first := adopted_on(call)):
        raise Refused(
            elided(
                _("L’atto non può venire prima di quello che ha approvato il bando, del %(day)s.")
                % {"day": date_text(first)}
            ),
            field="act_on",
        )
