"""Delete the sessions whose time is over: nobody can use them any more, and they say who was here."""

from manifattura.kernel.clock import database_now

from ..models import Session


def erase_ended_sessions() -> int:
    """How many went."""
    return Session.objects.filter(expire_date__lt=database_now()).delete()[0]
