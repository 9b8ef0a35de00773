"""Whoever holds the code gives the place back; the next of the waiting list gets it at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused
from manifattura.kernel.jobs import defer

from ..domain.attendance import SignUpState
from ..models import SessionRegister, SignUp
from ..queries.sessions import source_date
from .fill_free_seats import MAIL_TASK, fill_free_seats


def cancel_sign_up(*, code: str) -> SignUp:
    """A wrong code changes nothing (`SignUp.DoesNotExist`); a second time changes nothing either."""
    with transaction.atomic():
        register_id = SignUp.objects.values_list("register_id", flat=True).get(code=code)
        register = SessionRegister.objects.select_for_update().get(pk=register_id)
        sign_up = SignUp.objects.select_for_update().get(code=code)
        if sign_up.state == SignUpState.CANCELLED:
            return sign_up
        moment = database_now()
        if moment >= register.starts_at:
            raise Refused(_("L’appuntamento è già cominciato: l’iscrizione non si annulla più."), code="over")
        before = sign_up.state
        sign_up.state, sign_up.cancelled_at = SignUpState.CANCELLED, moment
        sign_up.save(update_fields=["state", "cancelled_at"])
        audit.record(
            "sign_up_cancelled",
            by=None,
            subject=sign_up,
            before={"sign_up_state": before},
            after={"sign_up_state": SignUpState.CANCELLED},
        )
        date = source_date(register.session_key)
        if date is not None and date.seats is not None:
            fill_free_seats(register=register, seats=date.seats)
        defer(MAIL_TASK, sign_up_id=sign_up.pk, kind="cancelled")
    return sign_up
