"""Whoever waits moves up, in order, as far as there are seats; they are told by e-mail."""

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.jobs import defer_many

from ..domain.attendance import SignUpState, is_full, moving_up
from ..models import SessionRegister, SignUp

MAIL_TASK = "communication.mail_sign_up"


def fill_free_seats(*, register: SessionRegister, seats: int) -> list[SignUp]:
    """The caller holds the lock of the register and its transaction. Writes `is_full` only when it turns."""
    taken = register.sign_ups.filter(state=SignUpState.CONFIRMED).count()
    waiting = list(
        register.sign_ups.filter(state=SignUpState.WAITING).order_by("pk").values_list("pk", flat=True)
    )
    chosen = moving_up(seats, taken=taken, waiting=waiting)
    moved = list(SignUp.objects.filter(pk__in=chosen).order_by("pk")) if chosen else []
    for one in moved:
        one.state, one.moved_up_at = SignUpState.CONFIRMED, now()
        one.save(update_fields=["state", "moved_up_at"])
        audit.record(
            "sign_up_moved_up",
            by=None,
            subject=one,
            before={"sign_up_state": SignUpState.WAITING},
            after={"sign_up_state": SignUpState.CONFIRMED},
        )
    defer_many(MAIL_TASK, [{"sign_up_id": one.pk, "kind": "moved_up"} for one in moved])
    full = is_full(seats, taken=taken + len(moved), waiting=len(waiting) - len(moved))
    if full != register.is_full:
        register.is_full = full
        register.save(update_fields=["is_full"])
    return moved
