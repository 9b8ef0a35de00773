"""Send an application: once, before the deadline by the database's clock, frozen and hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.states import CallState
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.states import ApplicationState
from ..models import Application, Submission, VerifiedSignature
from ..permissions import is_known_to_send, may_send_application
from ..queries.drafts import draft
from ..queries.locks import lock_application
from ..queries.moments import moment_words
from ..queries.signatures import may_sign_here
from ..queries.stamps import used_stamps
from ..queries.texts import translated
from ..queries.times import term_of
from .admit_late import LateArrival, late_arrival
from .make_room import make_room
from .prepare_submission import prepare_submission
from .refuse_incomplete import refuse_incomplete
from .send_prepared import Outcome, send_prepared

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

ATTEMPTS = 3


def submit_application(
    *,
    application: Application,
    idempotency_key: str,
    by: Person,
    replaces: bool = False,
    late_ticket: str | None = None,
) -> Submission:
    """Freeze the draft and give it its arrival number; a second call gives the same receipt.

    What the summary prepared is sent as it is (`send_prepared`, one statement); where it is not there any more it is
    read and frozen again first. `replaces`: withdraw in the same transaction the application of the same firm that
    counts now (the last valid one counts). `Refused` says what is missing, that it is late, or that another is there.
    `late_ticket`: what the full site gave when it refused this sending; it keeps its time (`admit_late`);
    None for who sends without one.
    """
    _refuse_unknown(application, by)
    late = (
        late_arrival(application=application, ticket=late_ticket, by=by) if late_ticket is not None else None
    )
    sent = send_prepared(
        code=application.code, idempotency_key=idempotency_key, by=by, late=late, signed=True
    )
    for _attempt in range(ATTEMPTS):
        if sent.submission_id is None:
            found = _sent_before(application, by)
            if found is not None:
                return found
            sent = _prepare_and_send(application, idempotency_key, by, replaces=replaces, late=late)
        if sent.submission_id is not None:
            application.refresh_from_db()
            return Submission.objects.get(pk=sent.submission_id)
    raise Refused(
        _("Un collega sta cambiando questa domanda proprio adesso: rileggi il riepilogo, poi invia."),
        code="changing",
    )


def _refuse_unknown(application: Application, by: Person) -> None:
    """A password alone sends nothing: either the State knows the person, or they signed (CAD art. 64-65)."""
    if (
        is_known_to_send(by)
        or VerifiedSignature.objects.filter(application=application, person=by.pk).exists()
    ):
        return
    if _sent_before(application, by) is None:
        raise Refused(
            _("Per inviare entra con SPID, CIE o eIDAS, oppure firma il documento: la bozza resta com’è.")
            if may_sign_here()
            else _("Per inviare entra con SPID, CIE o eIDAS: la bozza resta com’è."),
            code="identity",
        )


def _sent_before(application: Application, by: Person) -> Submission | None:
    """What a double click, a retry after a lost answer or another tab find."""
    now = Application.objects.select_related("submission", "lead", "call").get(pk=application.pk)
    if not may_send_application(by, now):
        raise PermissionRefused(_("Può inviare solo chi rappresenta l’impresa o un suo delegato."))
    sent: Submission | None = getattr(now, "submission", None)
    if sent is not None and now.state != ApplicationState.WITHDRAWN:
        return sent
    _refuse_other_states(now)
    _refuse_stale(now)
    return None


def _prepare_and_send(
    application: Application, key: str, by: Person, *, replaces: bool, late: LateArrival | None
) -> Outcome:
    """Read, check and freeze in a transaction of its own; then send, in one. Nothing when another tab was quicker."""
    read = prepare_submission(application=application, by=by)
    if read.application.state != ApplicationState.DRAFT:
        return Outcome(None)
    refuse_incomplete(read)
    with transaction.atomic():
        locked = lock_application(application.pk)
        if locked.state != ApplicationState.DRAFT:
            return Outcome(None)
        make_room(application=locked, by=by, replaces=replaces)
        sent = send_prepared(code=application.code, idempotency_key=key, by=by, late=late, signed=True)
        if sent.submission_id is None:
            transaction.set_rollback(True)
    if sent.is_unsigned:
        raise Refused(
            _(
                "La tua firma non vale più per questa domanda, perché qualcosa è cambiato: scarica il documento nuovo, firmalo e "
                "caricalo. La bozza resta com’è."
            ),
            code="signature",
        )
    if sent.collided:
        raise Refused(_("Un collega ha appena inviato una domanda per questo bando."), code="already_sent")
    if sent.was_ready:
        _refuse_unsent(application, sent, key)
    return sent


def _refuse_unsent(application: Application, sent: Outcome, key: str) -> None:
    """Say why content that was ready did not become a submission; nothing when the reason is over."""
    if not sent.in_time:
        raise Refused(_late(application), code="late")
    for field, why in used_stamps(draft(application)).items():
        raise Refused(translated(why), field=field, code="stamp_used")
    if Submission.objects.filter(idempotency_key=key[:64]).exists():
        raise Refused(
            _("Questo invio è già stato usato: ricarica il riepilogo e invia di nuovo."), code="reused"
        )


def _refuse_other_states(application: Application) -> None:
    if application.state == ApplicationState.WITHDRAWN:
        raise Refused(_("Hai ritirato questa domanda: prepara una nuova bozza."), code="withdrawn")
    if application.state != ApplicationState.DRAFT:
        raise Refused(_("Questa domanda è già stata inviata."), code="sent")


def _refuse_stale(application: Application) -> None:
    call = application.call
    if call.state == CallState.SUSPENDED:
        raise Refused(
            _("Il bando è sospeso: per ora non si può inviare. La bozza resta salva."), code="suspended"
        )
    if call.state != CallState.PUBLISHED:
        raise Refused(_("Il bando non riceve più domande."), code="late")
    if call.current_edition_id != application.edition_id:
        raise Refused(
            _(
                "Il bando è stato rettificato mentre preparavi la domanda. Rileggi i passi segnalati, poi invia."
            ),
            code="amended",
        )


def _late(application: Application) -> str:
    term = term_of(application)
    if database_now() < term.opens_at:
        return _(
            "La domanda non è partita: adesso il bando non riceve. La prossima sessione si apre %(moment)s. "
            "La bozza resta nella tua area personale."
        ) % {"moment": moment_words(term.opens_at)}
    return _(
        "La domanda non è partita: il termine è scaduto %(moment)s, secondo l’orologio del nostro server. "
        "La bozza resta nella tua area personale."
    ) % {"moment": moment_words(term.deadline_at)}
