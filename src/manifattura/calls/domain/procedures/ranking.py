"""Graduatoria: everybody by one deadline, one comparison, one ranking. No notice of rejection (L. 241/1990 art. 10-bis
does not apply to comparative procedures), unless the call says so.
"""

from ..messages import gettext_noop as _
from . import shared
from .model import Machine, Procedure
from .names import CallKind, CallState

C = CallState
RUNNING = (C.PUBLISHED, C.UNDER_REVIEW, C.IN_EVALUATION, C.PROVISIONAL_RANKING)

RANKING = Procedure(
    kind=CallKind.RANKING,
    staff=_("Graduatoria"),
    public=_("Bando a graduatoria"),
    about=_("Tutte le domande entro una scadenza, un solo confronto, una graduatoria."),
    rejection_notice=False,
    call=Machine(
        phases=(*shared.PREPARING_PHASES, *shared.SESSION_PHASES, *shared.STOPPED_PHASES),
        moves=(
            *shared.PREPARING,
            *shared.SESSION,
            shared.concluding(
                C.FINAL_RANKING,
                _("Conclude il bando"),
                _("La graduatoria è definitiva"),
                _("Nessuno deve ancora accettare o rinunciare"),
            ),
            *shared.stopping(RUNNING, (*RUNNING, C.SUSPENDED, C.FINAL_RANKING)),
        ),
    ),
    round=Machine(phases=shared.SESSION_PHASES, moves=shared.SESSION),
    application=Machine(
        phases=(*shared.SENDING_PHASES, *shared.RANKED_PHASES),
        moves=(*shared.SENDING, *shared.REMEDY, *shared.REJECTION, *shared.RANKING_AND_AFTER),
    ),
)
