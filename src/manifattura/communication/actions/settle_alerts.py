"""What the holder of the code decides: confirm, change, end. A wrong or old code changes nothing (`DoesNotExist`)."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now

from ..domain.alerts import AlertState, is_expired
from ..models import AlertSubscriber
from .ask_for_alerts import chosen_topics


def confirm_alerts(*, code: str) -> AlertSubscriber:
    """From now on; a second time changes nothing."""
    with transaction.atomic():
        one = _locked(code)
        if one.state == AlertState.ACTIVE:
            return one
        moment = database_now()
        if is_expired(one.asked_at, moment):
            raise AlertSubscriber.DoesNotExist
        one.state, one.confirmed_at, one.told_until = AlertState.ACTIVE, moment, moment
        one.save(update_fields=["state", "confirmed_at", "told_until"])
        audit.record("alerts_confirmed", by=None, subject=one)
    return one


def change_alerts(*, code: str, topics: Mapping[str, Iterable[str]]) -> AlertSubscriber:
    chosen = chosen_topics(topics)
    with transaction.atomic():
        one = _locked(code)
        if one.state != AlertState.ACTIVE:
            raise AlertSubscriber.DoesNotExist
        if one.topics != chosen:
            one.topics = chosen
            one.save(update_fields=["topics"])
            audit.record("alerts_changed", by=None, subject=one)
    return one


def end_alerts(*, code: str) -> None:
    """Address and choices are erased at once; digests not sent yet are not sent."""
    with transaction.atomic():
        one = _locked(code)
        audit.record("alerts_ended", by=None, subject=one)
        one.delete()


def _locked(code: str) -> AlertSubscriber:
    return AlertSubscriber.objects.select_for_update().get(code=code)
