"""The activity codes of an organisation: several, one of them main."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..models import Organisation, OrganisationAteco
from ..queries.ateco import EDITION, is_ateco
from .guard import locked, record_change, require_change

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

MOST = 20


def add_activity(
    *, organisation: Organisation, code: str, by: Person, edition: str = EDITION
) -> OrganisationAteco:
    """Add a code of the edition; the first one is the main one."""
    require_change(by, organisation.pk)
    code = code.strip()
    if not is_ateco(code, edition):
        raise Refused(
            _("Il codice %(code)s non è nell’elenco ATECO %(edition)s: cercalo per parola o per numero.")
            % {"code": code, "edition": edition},
            field="code",
        )
    with transaction.atomic():
        locked(organisation.pk)
        codes = list(organisation.ateco_codes.all())
        if any(row.code == code and row.edition == edition for row in codes):
            raise Refused(_("Questo codice c’è già."), field="code")
        if len(codes) >= MOST:
            raise Refused(_("Hai già %(most)d codici: togline uno.") % {"most": MOST}, field="code")
        row = OrganisationAteco.objects.create(
            organisation=organisation, code=code, edition=edition, is_main=not codes
        )
        _record(organisation, codes, by)
    return row


def remove_activity(*, activity: OrganisationAteco, by: Person) -> None:
    """Remove a code; when it was the main one, the next takes its place."""
    with _changing(activity, by) as (organisation, before):
        OrganisationAteco.objects.filter(pk=activity.pk).delete()
        left = organisation.ateco_codes.first()
        if left is not None and not any(row.is_main for row in organisation.ateco_codes.all()):
            OrganisationAteco.objects.filter(pk=left.pk).update(is_main=True)
        _record(organisation, before, by)


def set_main_activity(*, activity: OrganisationAteco, by: Person) -> None:
    with _changing(activity, by) as (organisation, before):
        organisation.ateco_codes.filter(is_main=True).update(is_main=False)
        OrganisationAteco.objects.filter(pk=activity.pk).update(is_main=True)
        _record(organisation, before, by)


@contextmanager
def _changing(
    activity: OrganisationAteco, by: Person
) -> Iterator[tuple[Organisation, list[OrganisationAteco]]]:
    require_change(by, activity.organisation_id)
    with transaction.atomic():
        organisation = locked(activity.organisation_id)
        yield organisation, list(organisation.ateco_codes.all())


def _record(organisation: Organisation, before: list[OrganisationAteco], by: Person) -> None:
    record_change(
        "activities_changed",
        by=by,
        organisation=organisation,
        before={"ateco": _texts(before)},
        after={"ateco": _texts(list(organisation.ateco_codes.all()))},
    )


def _texts(rows: list[OrganisationAteco]) -> list[str]:
    return [f"{row.code} ({row.edition}){' *' if row.is_main else ''}" for row in rows]
