"""Elenco: always open; each application is examined alone, with a checklist and a visit, and ends in an entry."""

from ..messages import gettext_noop as _
from . import shared
from .model import Machine, Move, Phase, Procedure, Who
from .names import ApplicationState, CallKind, CallState

C, A = CallState, ApplicationState

REGISTER = Procedure(
    kind=CallKind.REGISTER,
    staff=_("Elenco aperto"),
    public=_("Elenco sempre aperto"),
    about=_("Sempre aperto: ogni domanda è esaminata da sola e, se ha i requisiti, entra nell’elenco."),
    rejection_notice=True,
    call=Machine(
        phases=(
            *shared.PREPARING_PHASES,
            Phase(C.PUBLISHED, _("Riceve domande, una istruttoria per ciascuna"), _("Sempre aperto")),
            *shared.STOPPED_PHASES,
        ),
        moves=(
            *shared.PREPARING,
            shared.concluding(C.PUBLISHED, _("Chiude l’elenco"), _("Nessuna domanda in istruttoria")),
            *shared.stopping((C.PUBLISHED,), (C.PUBLISHED, C.SUSPENDED)),
        ),
    ),
    round=Machine(
        phases=(Phase(C.PUBLISHED, _("Riceve domande, una istruttoria per ciascuna"), _("Sempre aperto")),),
        moves=(),
    ),
    application=Machine(
        phases=(
            *shared.SENDING_PHASES,
            Phase(A.REGISTERED, _("Iscritta nell’elenco"), _("Iscritta")),
        ),
        moves=(
            *shared.SENDING,
            Move(
                A.SUBMITTED,
                A.UNDER_REVIEW,
                (Who.CLOCK, Who.CASE_OFFICER),
                _("L’istruttoria comincia con l’invio"),
                "evaluation.open_entry_review",
            ),
            *shared.REMEDY,
            *shared.REJECTION,
            Move(
                A.UNDER_REVIEW,
                A.REGISTERED,
                (Who.HEAD_OF_PROCEDURE,),
                _("Iscrive nell’elenco"),
                "evaluation.register_entry",
                (_("Ogni requisito è presente"), _("La visita, fatta da due funzionari")),
                (shared.OUTCOME_TO_APPLICANT,),
            ),
        ),
    ),
)
