"""Somebody asks for alerts to an address: until its holder confirms, nothing but one link is sent there."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused
from manifattura.kernel.ids import storage_key
from manifattura.kernel.jobs import defer
from manifattura.ui.alerts import KEPT, sources

from ..domain.alerts import AlertState, Topics, may_write_again, offered_topics
from ..models import AlertSubscriber
from ..queries.alerts import offered

LINK_TASK = "communication.mail_alert_link"


def ask_for_alerts(*, email: str, topics: Mapping[str, Iterable[str]]) -> AlertSubscriber:
    """The same for a new address, one that waits and one that is active: nobody learns which it was.

    What an active subscriber chose stays: the link in the e-mail changes it, a form that anyone can fill in does not.
    """
    chosen = chosen_topics(topics)
    moment = database_now()
    with transaction.atomic():
        one, is_new = AlertSubscriber.objects.select_for_update().get_or_create(
            email=email.strip().lower(),
            defaults={
                "code": storage_key(),
                "language": get_language() or "it",
                "topics": chosen,
                "asked_at": moment,
            },
        )
        if not is_new and not may_write_again(one.written_at, moment):
            return one
        kind = "known"
        if one.state == AlertState.PENDING:
            kind = "confirm"
            one.topics, one.asked_at, one.language = chosen, moment, get_language() or "it"
            audit.record("alerts_asked", by=None, subject=one)
        one.written_at = moment
        one.save()
        defer(
            LINK_TASK, subscriber_id=one.pk, kind=kind, wanted=searches_of(chosen) if kind == "known" else ""
        )
    return one


def searches_of(topics: Topics) -> str:
    """The searches among them as the question of an address: who gets alerts already finds them ready to be ticked."""
    kept = [
        (source.key, one.removeprefix(KEPT))
        for source in sources()
        for one in source.kept(topics.get(source.key, ()))
    ]
    return urlencode(kept)


def chosen_topics(topics: Mapping[str, Iterable[str]]) -> Topics:
    """What exists of it. Raises `Refused` when that is nothing."""
    wanted = {key: list(values) for key, values in topics.items()}
    chosen = offered_topics(wanted, offered(wanted))
    if not chosen:
        raise Refused(_("Scegli almeno un tema."), code="nothing")
    return chosen
