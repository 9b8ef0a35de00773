"""Ninety days after a session names and addresses of those who signed up go; how many came stays."""

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now

from ..domain.attendance import KEPT_FOR
from ..models import SessionRegister, SignUp


def forget_attendants() -> int:
    """How many people were forgotten. The code goes too: its page has nothing left to show."""
    moment = database_now()
    forgotten = 0
    with transaction.atomic():
        old = SessionRegister.objects.filter(ends_at__lt=moment - KEPT_FOR, sign_ups__forgotten_at=None)
        for register in old.distinct().order_by("pk"):
            people = SignUp.objects.filter(register=register, forgotten_at=None)
            count = people.update(name="", email="", firm="", needs="", forgotten_at=moment)
            audit.record("attendants_forgotten", by=None, subject=register, after={"people": count})
            forgotten += count
    return forgotten
