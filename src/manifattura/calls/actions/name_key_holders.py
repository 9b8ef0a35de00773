"""Name the officers who will hold the shares of a call's sealing key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_people
from manifattura.accounts.queries.people import staff_of_office
from manifattura.kernel.errors import Refused

from ..domain.problems import Part
from ..models import KeyHolder
from .change_draft import changing_draft

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call

TARGET = "buste:custodi"


def name_key_holders(*, call: Call, person_ids: Sequence[int], revision: int, by: Person) -> None:
    """Exactly these people of the office hold a share; whoever stays keeps the code they have taken."""
    people = {person.pk: person for person in staff_of_office(call.office_id)}
    chosen = list(dict.fromkeys(person_ids))
    if not set(chosen) <= set(people):
        raise Refused(_("Scegli solo persone di questo ufficio."), field="holders")
    with changing_draft(
        call=call, part=Part.SEALED, target=TARGET, revision=revision, verb="key_holders_named", by=by
    ) as change:
        held = KeyHolder.objects.filter(call=change.call)
        before = [row.person.audit_id for row in held.select_related("person")]
        held.exclude(person_id__in=chosen).delete()
        there = set(held.values_list("person_id", flat=True))
        last = held.aggregate(last=Max("number"))["last"] or 0
        new = [pk for pk in chosen if pk not in there]
        KeyHolder.objects.bulk_create(
            KeyHolder(call=change.call, person=people[pk], number=last + place)
            for place, pk in enumerate(new, start=1)
        )
        notify_people(
            people=[people[pk] for pk in new],
            kind="key_holder_named",
            subject=_("Conservi una parte della chiave delle buste chiuse"),
            body=_(
                "Per il bando «%(title)s» sei custode di una parte della chiave. Prima della pubblicazione apri la pagina, "
                "prendi il tuo codice e conservalo: si mostra una volta sola."
            )
            % {"title": change.call.title},
            url=_url(change.call),
            scope=change.call.audit_scope,
        )
        change.note("key_holders", sorted(before), sorted(people[pk].audit_id for pk in chosen))


def _url(call: Call) -> str:
    try:
        return reverse("calls:holder_code", args=[call.pk])
    except NoReverseMatch:
        return ""
