"""The day before a session, those who have a place are reminded."""

from manifattura.kernel.clock import database_now
from manifattura.kernel.jobs import defer_many

from ..domain.attendance import REMIND_BEFORE, SignUpState, may_be_reminded
from ..models import SignUp
from .fill_free_seats import MAIL_TASK


def remind_signed_up() -> int:
    """Queue one e-mail for each person who was not reminded yet; sending marks them, so that none is sent twice."""
    moment = database_now()
    rows = SignUp.objects.select_related("register").filter(
        state=SignUpState.CONFIRMED,
        register__is_off=False,
        register__starts_at__gt=moment,
        register__starts_at__lte=moment + REMIND_BEFORE,
    )
    due = [
        row.pk
        for row in rows.exclude(email="").exclude(told__contains=["reminder"])
        if may_be_reminded(row.register.starts_at, signed_up_at=row.signed_up_at, moment=moment)
    ]
    defer_many(MAIL_TASK, [{"sign_up_id": pk, "kind": "reminder"} for pk in due])
    return len(due)
