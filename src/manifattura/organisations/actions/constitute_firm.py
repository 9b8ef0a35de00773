"""A firm to be constituted now exists: it gets its codice fiscale and becomes a firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..domain.kinds import ParticipantKind
from ..models import Organisation
from .guard import (
    check_name_and_form,
    checked_fiscal_code,
    checked_vat_number,
    locked,
    record_change,
    require_change,
)

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def constitute_firm(
    *, organisation: Organisation, name: str, legal_form: str, fiscal_code: str, vat_number: str, by: Person
) -> Organisation:
    """Give the numbers to a firm to be constituted; raises `Refused` beside the wrong field."""
    require_change(by, organisation.pk)
    clean_name = check_name_and_form(ParticipantKind.FIRM, name, legal_form)
    code = checked_fiscal_code(ParticipantKind.FIRM, legal_form, fiscal_code)
    vat = checked_vat_number(ParticipantKind.FIRM, vat_number)
    try:
        with transaction.atomic():
            firm = locked(organisation.pk)
            if firm.kind != ParticipantKind.FIRM_TO_BE:
                raise Refused(_("Questa impresa è già costituita."))
            before = {"kind": firm.kind, "name": firm.name, "legal_form": firm.legal_form}
            firm.kind, firm.name, firm.legal_form = ParticipantKind.FIRM, clean_name, legal_form
            firm.fiscal_code, firm.vat_number = code, vat
            firm.save(update_fields=["kind", "name", "legal_form", "fiscal_code", "vat_number"])
            after = {
                "kind": firm.kind,
                "name": firm.name,
                "legal_form": firm.legal_form,
                "fiscal_code": code,
                "vat_number": vat,
            }
            record_change("firm_constituted", by=by, organisation=firm, before=before, after=after)
    except IntegrityError as error:
        raise Refused(
            _("Questo codice fiscale è già registrato: scrivi all’ufficio."), field="fiscal_code"
        ) from error
    return firm
