"""Register an organisation: the first who does declares to represent it; a codice fiscale exists once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import Refused

from ..domain.kinds import MandateKind, ParticipantKind
from ..models import Mandate, Organisation
from ..queries.words import claim_text
from .guard import check_name_and_form, checked_fiscal_code, checked_vat_number

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

ALREADY_REGISTERED = "already_registered"


def claim_organisation(
    *,
    kind: ParticipantKind,
    name: str,
    legal_form: str = "",
    fiscal_code: str = "",
    vat_number: str = "",
    declared: bool,
    by: Person,
    is_sample: bool = False,
) -> Organisation:
    """Create the organisation with `by` as its legal representative (DPR 445/2000 art. 46-47, text kept).

    Raises `Refused` beside the wrong field; with code `already_registered` when the codice fiscale is taken: the
    person may then ask to act for it (`request_mandate`). Groupings have an action of their own.
    """
    clean_name = check_name_and_form(kind, name, legal_form)
    code = checked_fiscal_code(kind, legal_form, fiscal_code)
    vat = checked_vat_number(kind, vat_number) if code else ""
    if not declared:
        raise Refused(_("Per registrarla devi rendere questa dichiarazione."), field="declared")
    text = claim_text(kind, clean_name, code or "")
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(
                kind=kind,
                name=clean_name,
                legal_form=legal_form,
                fiscal_code=code,
                vat_number=vat,
                created_by=by,
                is_sample=is_sample,
            )
            Mandate.objects.create(
                organisation=organisation,
                person=by,
                kind=MandateKind.LEGAL_REP,
                declared_text=text,
                granted_by=by,
            )
            audit.record(
                "organisation_claimed",
                by=by,
                subject=organisation,
                on_behalf=organisation,
                after={"name": clean_name, "fiscal_code": code, "vat_number": vat, "declared": text},
            )
    except IntegrityError as error:
        raise Refused(
            _("Questo codice fiscale è già registrato: puoi chiedere di agire per questa impresa."),
            field="fiscal_code",
            code=ALREADY_REGISTERED,
        ) from error
    return organisation
