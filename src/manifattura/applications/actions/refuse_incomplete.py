"""Nothing incomplete is sent, and nothing empty: how many things are missing is said, the summary says which."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.kernel.errors import Refused

from ..queries.drafts import Draft
from ..queries.stamps import unsold_stamps


def refuse_incomplete(read: Draft) -> None:
    """Raise `Refused` when something stands between the sheet and sending."""
    count = len(read.problems) + len(unsold_stamps(read))
    if count:
        raise Refused(
            ngettext(
                "Manca ancora una cosa: la trovi nel riepilogo.",
                "Mancano ancora %(count)s cose: le trovi nel riepilogo.",
                count,
            )
            % {"count": count},
            code="incomplete",
        )
    if not (read.visible.answers or read.files or read.ticks):
        raise Refused(
            _("Non c’è ancora nessuna risposta: scrivine almeno una, o allega un file."), code="empty"
        )
