"""Checks and traces that the actions of this app share."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.fiscal_numbers import FiscalNumberError, clean_fiscal_code, clean_vat_number
from ..domain.kinds import LegalForm, ParticipantKind
from ..domain.kinds_rules import fits_legal_form, needs_fiscal_code, needs_vat_number
from ..models import Organisation
from ..permissions import may_change_facts
from ..signals import organisation_changed

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

REASONS: dict[str, Callable[[], str]] = {
    "fiscal_code.empty": lambda: _("Scrivi il codice fiscale."),
    "fiscal_code.length": lambda: _(
        "Il codice fiscale ha 11 cifre (società, enti) oppure 16 caratteri (persone)."
    ),
    "fiscal_code.check": lambda: _("Questo codice fiscale non esiste: controlla lettere e numeri."),
    "fiscal_code.person": lambda: _("Qui serve il codice fiscale della persona: 16 caratteri."),
    "fiscal_code.body": lambda: _("Qui serve il codice fiscale della società o dell’ente: 11 cifre."),
    "vat_number.empty": lambda: _("Scrivi la partita IVA."),
    "vat_number.length": lambda: _("La partita IVA ha 11 cifre."),
    "vat_number.check": lambda: _("Questa partita IVA non esiste: controlla le cifre."),
}


def refuse_number(field: str, error: FiscalNumberError) -> Refused:
    """The refusal to raise for a wrong fiscal number."""
    return Refused(REASONS[f"{field}.{error.reason}"](), field=field)


def checked_fiscal_code(kind: ParticipantKind, legal_form: str, text: str) -> str | None:
    """The codice fiscale, or None where the kind has none; raises `Refused`."""
    if not needs_fiscal_code(kind):
        return None
    form = LegalForm(legal_form) if legal_form else None
    try:
        return clean_fiscal_code(text, kind=kind, legal_form=form)
    except FiscalNumberError as error:
        raise refuse_number("fiscal_code", error) from error


def checked_vat_number(kind: ParticipantKind, text: str) -> str:
    """The partita IVA, or "" where the kind may have none; raises `Refused`."""
    if not text.strip() and not needs_vat_number(kind):
        return ""
    try:
        return clean_vat_number(text)
    except FiscalNumberError as error:
        raise refuse_number("vat_number", error) from error


def check_name_and_form(kind: ParticipantKind, name: str, legal_form: str) -> str:
    """The name with single spaces; raises `Refused` for an empty one or a legal form that the kind cannot have."""
    clean = " ".join(name.split())
    if not clean:
        raise Refused(_("Scrivi il nome."), field="name")
    if not fits_legal_form(kind, legal_form):
        raise Refused(_("Scegli la forma giuridica."), field="legal_form")
    return clean


def hold_each(organisation_ids: Collection[int]) -> None:
    """Hold these rows, in order of id, until the end: who writes of the same undertaking waits. New rows may point at them."""
    held = Organisation.objects.select_for_update(no_key=True).filter(pk__in=organisation_ids).order_by("pk")
    list(held.values_list("pk", flat=True))


def locked(organisation_id: int) -> Organisation:
    """The organisation, locked until the transaction ends: mandates and facts change one at a time."""
    return Organisation.objects.select_for_update().get(pk=organisation_id)


def require_change(person: Person, organisation_id: int) -> None:
    if not may_change_facts(person, organisation_id):
        raise PermissionRefused(_("Solo il legale rappresentante o un delegato cambia questi dati."))


def record_change(
    verb: str,
    *,
    by: Person,
    organisation: Organisation,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write the trace of a change made for the organisation, and announce it once it is committed."""
    audit.record(verb, by=by, subject=organisation, on_behalf=organisation, before=before, after=after)
    announce_change(organisation.pk, facts=[*(before or {}), *(after or {})], by=by)


def announce_change(organisation_id: int, *, facts: Collection[str], by: Person) -> None:
    """`facts` name what changed."""
    transaction.on_commit(
        lambda: organisation_changed.send(
            sender=Organisation, organisation_id=organisation_id, facts=frozenset(facts), by_id=by.pk
        )
    )
