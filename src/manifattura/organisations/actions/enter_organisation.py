"""Enter an organisation that asked on paper or by certified mail: nobody acts for it in here yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.permissions import has_role
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.fiscal_numbers import FiscalNumberError, clean_fiscal_code
from ..domain.kinds import LegalForm, ParticipantKind
from ..domain.kinds_rules import needs_fiscal_code
from ..models import Organisation
from ..queries.organisations import organisation_with_code
from .guard import check_name_and_form, checked_vat_number, refuse_number

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def enter_organisation(
    *,
    kind: ParticipantKind,
    name: str,
    legal_form: str = "",
    fiscal_code: str,
    vat_number: str = "",
    pec: str = "",
    by: Person,
    is_sample: bool = False,
) -> Organisation:
    """The organisation with this codice fiscale, entered by an official when it is not registered.

    Its people ask later to act for it (`request_mandate`). Raises `Refused` beside the wrong field.
    """
    if not has_role(by, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE):
        raise PermissionRefused
    if not needs_fiscal_code(kind):
        raise Refused(_("Su carta o per PEC si registra solo chi ha un codice fiscale."), field="kind")
    existing = organisation_with_code(fiscal_code)
    if existing is not None:
        return existing
    try:
        code = clean_fiscal_code(
            fiscal_code, kind=kind, legal_form=LegalForm(legal_form) if legal_form else None
        )
    except FiscalNumberError as error:
        raise refuse_number("fiscal_code", error) from error
    clean_name = check_name_and_form(kind, name, legal_form)
    vat = checked_vat_number(kind, vat_number)
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(
                kind=kind,
                name=clean_name,
                legal_form=legal_form,
                fiscal_code=code,
                vat_number=vat,
                pec=pec,
                created_by=by,
                is_sample=is_sample,
            )
            audit.record(
                "organisation_entered",
                by=by,
                subject=organisation,
                after={"name": clean_name, "fiscal_code": code, "vat_number": vat},
            )
    except IntegrityError:
        # a colleague entered it at the same moment
        existing = organisation_with_code(code)
        if existing is None:
            raise
        return existing
    return organisation
