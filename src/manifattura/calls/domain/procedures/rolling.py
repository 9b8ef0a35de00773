"""Sportello: several sessions, each with its own money, cut-off, review, sittings and ranking. The call stays open to
the public until the ranking of its last session is final.
"""

from ..messages import gettext_noop as _
from . import shared
from .model import Machine, Move, Phase, Procedure, Who
from .names import CallKind, CallState

C = CallState

ROLLING = Procedure(
    kind=CallKind.ROLLING,
    staff=_("Sportello a sessioni"),
    public=_("Bando a sportello"),
    about=_("Più sessioni, ognuna con le sue risorse, la sua scadenza e la sua graduatoria."),
    rejection_notice=True,
    call=Machine(
        phases=(
            *shared.PREPARING_PHASES,
            Phase(C.PUBLISHED, _("Sessioni in corso"), _("Aperto o chiuso, secondo le sessioni")),
            Phase(C.FINAL_RANKING, _("Tutte le sessioni hanno la graduatoria"), _("Graduatoria definitiva")),
            *shared.STOPPED_PHASES,
        ),
        moves=(
            *shared.PREPARING,
            Move(
                C.PUBLISHED,
                C.FINAL_RANKING,
                (Who.HEAD_OF_PROCEDURE,),
                _("Pubblica la graduatoria definitiva dell’ultima sessione"),
                "evaluation.publish_final_ranking",
                (_("Ogni sessione ha la graduatoria definitiva"),),
            ),
            shared.concluding(
                C.FINAL_RANKING,
                _("Conclude il bando"),
                _("Ogni graduatoria è definitiva"),
                _("Nessuno deve ancora accettare o rinunciare"),
            ),
            *shared.stopping((C.PUBLISHED,), (C.PUBLISHED, C.SUSPENDED, C.FINAL_RANKING)),
        ),
    ),
    round=Machine(phases=shared.SESSION_PHASES, moves=shared.SESSION),
    application=Machine(
        phases=(*shared.SENDING_PHASES, *shared.RANKED_PHASES),
        moves=(*shared.SENDING, *shared.REMEDY, *shared.REJECTION, *shared.RANKING_AND_AFTER),
    ),
)
