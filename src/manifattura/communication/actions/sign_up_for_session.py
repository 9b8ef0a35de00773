"""A person signs up for a session: a place when there is one, the end of the waiting list when there is none."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused
from manifattura.kernel.ids import storage_key
from manifattura.kernel.jobs import defer

from ..domain.attendance import Session, SessionState, SignUpState, again, place_for_newcomer, session_state
from ..models import SessionRegister, SignUp
from ..queries.sessions import EventDate, source_date
from .fill_free_seats import MAIL_TASK, fill_free_seats


def sign_up_for_session(
    *, session_key: UUID, name: str, email: str, firm: str = "", needs: str = ""
) -> SignUp:
    """One sign-up per address and session; nobody acts as a person known to us, so the trail says "the system".

    The register's row is locked, so that two people never take the last place. An address that has one already keeps it
    as it is and gets its link again by e-mail: whoever filled in the form learns nothing of it.
    """
    name, email = name.strip(), email.strip().lower()
    with transaction.atomic():
        date = source_date(session_key)
        if date is None:
            raise Refused(_("Questo appuntamento non c’è più."), code="gone")
        register = _locked(date)
        seats = _seats_of(date)
        held = register.sign_ups.filter(email=email).exclude(state=SignUpState.CANCELLED).first()
        if held is not None:
            defer(MAIL_TASK, sign_up_id=held.pk, kind=again(database_now()))
            return held
        taken = register.sign_ups.filter(state=SignUpState.CONFIRMED).count()
        waiting = register.sign_ups.filter(state=SignUpState.WAITING).count()
        sign_up = SignUp.objects.create(
            register=register,
            code=storage_key(),
            name=name,
            email=email,
            firm=firm.strip(),
            needs=needs.strip(),
            language=get_language() or "it",
            state=place_for_newcomer(seats, taken=taken, waiting=waiting),
            signed_up_at=database_now(),
        )
        if any(one.pk == sign_up.pk for one in fill_free_seats(register=register, seats=seats)):
            sign_up.refresh_from_db()
        audit.record("signed_up", by=None, subject=sign_up, after={"sign_up_state": sign_up.state})
        defer(MAIL_TASK, sign_up_id=sign_up.pk, kind=str(sign_up.state))
    return sign_up


def _locked(date: EventDate) -> SessionRegister:
    SessionRegister.objects.get_or_create(
        session_key=date.key,
        defaults={
            "page_key": date.page_key,
            "title": date.whole_title[:160],
            "place": date.place,
            "starts_at": date.starts_at,
            "ends_at": date.ends_at,
        },
    )
    return SessionRegister.objects.select_for_update().get(session_key=date.key)


def _seats_of(date: EventDate) -> int:
    moment = database_now()
    state = session_state(Session(date.seats, date.starts_at), is_full=False, moment=moment)
    if state is SessionState.OVER:
        raise Refused(_("Questo appuntamento è già cominciato: non ci si iscrive più."), code="over")
    if date.seats is None:
        raise Refused(_("A questo appuntamento si entra senza iscriversi."), code="free")
    return date.seats
