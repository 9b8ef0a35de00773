"""Seven days without a confirmation: the address goes. Digests go when the office no longer counts them."""

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now

from ..domain.alerts import CONFIRM_WITHIN, KEPT_FOR, AlertState
from ..models import AlertDigest, AlertSubscriber


def forget_unconfirmed() -> int:
    """How many addresses were erased."""
    moment = database_now()
    with transaction.atomic():
        AlertDigest.objects.filter(made_at__lt=moment - KEPT_FOR).delete()
        old = list(
            AlertSubscriber.objects.select_for_update().filter(
                state=AlertState.PENDING, asked_at__lte=moment - CONFIRM_WITHIN
            )
        )
        for one in old:
            audit.record("alerts_expired", by=None, subject=one)
        AlertSubscriber.objects.filter(pk__in=[one.pk for one in old]).delete()
    return len(old)
