"""Sign-ups as the person and the office see them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from ..domain.attendance import SignUpState
from ..models import SessionRegister, SignUp


def sign_up_by_code(code: str) -> SignUp | None:
    """None for a wrong code, and for one whose person was forgotten."""
    return SignUp.objects.select_related("register").filter(code=code, forgotten_at=None).first()


def place_in_queue(sign_up: SignUp) -> int:
    """1 for who moves up next; 0 for who does not wait."""
    if sign_up.state != SignUpState.WAITING:
        return 0
    return SignUp.objects.filter(
        register_id=sign_up.register_id, state=SignUpState.WAITING, pk__lte=sign_up.pk
    ).count()


def free_seats(session_key: UUID, seats: int) -> int:
    """Seats that a newcomer may have now: none while somebody waits."""
    counts = SignUp.objects.filter(register__session_key=session_key).aggregate(
        taken=Count("pk", filter=Q(state=SignUpState.CONFIRMED)),
        waiting=Count("pk", filter=Q(state=SignUpState.WAITING)),
    )
    return 0 if counts["waiting"] else max(0, seats - counts["taken"])


def registers_with_counts() -> QuerySet[SessionRegister]:
    """Every register with how many have a place, wait, came: the latest session first."""
    return SessionRegister.objects.annotate(
        taken=Count("sign_ups", filter=Q(sign_ups__state=SignUpState.CONFIRMED)),
        waiting=Count("sign_ups", filter=Q(sign_ups__state=SignUpState.WAITING)),
        came=Count("sign_ups", filter=Q(sign_ups__came=True)),
    ).order_by("-starts_at", "pk")


def register_of(session_key: UUID) -> SessionRegister | None:
    return registers_with_counts().filter(session_key=session_key).first()


def people_of(register: SessionRegister) -> QuerySet[SignUp]:
    """Those with a place, then those who wait; each in order of arrival."""
    rows = SignUp.objects.filter(register=register).exclude(state=SignUpState.CANCELLED)
    return rows.order_by("state", "pk")
