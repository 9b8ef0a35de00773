"""Codice fiscale and partita IVA of an organisation: form, check digits, omocodia (reference: DM 23/12/1976, DPR 633/1972)."""

from stdnum.exceptions import ValidationError
from stdnum.it import codicefiscale, iva

from .kinds import LegalForm, ParticipantKind


class FiscalNumberError(ValueError):
    """Why the number is refused: `empty`, `length`, `check`, or `person` where a person's code is needed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def clean_vat_number(text: str) -> str:
    """The eleven digits of a partita IVA, without spaces and country code; raises `FiscalNumberError`."""
    number = "".join(text.split()).upper().removeprefix("IT")
    if not number:
        raise FiscalNumberError("empty")
    if len(number) != 11:
        raise FiscalNumberError("length")
    try:
        return str(iva.validate(number))
    except ValidationError as error:
        raise FiscalNumberError("check") from error


def clean_fiscal_code(text: str, *, kind: ParticipantKind, legal_form: LegalForm | None = None) -> str:
    """The codice fiscale of an organisation; raises `FiscalNumberError`.

    Eleven digits (same algorithm as the partita IVA) for bodies, sixteen characters for the self-employed and sole
    traders, whose codice fiscale is the person's own. The other length is refused where it cannot be right.
    """
    code = "".join(text.split()).upper()
    if not code:
        raise FiscalNumberError("empty")
    if len(code) not in (11, 16):
        raise FiscalNumberError("length")
    personal = kind == ParticipantKind.SELF_EMPLOYED or legal_form == LegalForm.SOLE_TRADER
    if personal and len(code) == 11:
        raise FiscalNumberError("person")
    if not personal and len(code) == 16:
        raise FiscalNumberError("body")
    return checked_number(code)


def checked_number(text: str) -> str:
    """A codice fiscale of whichever kind, its check digit right; raises `FiscalNumberError`."""
    code = "".join(text.split()).upper()
    if len(code) not in (11, 16):
        raise FiscalNumberError("length")
    try:
        return str(codicefiscale.validate(code) if len(code) == 16 else iva.validate(code))
    except ValidationError as error:
        raise FiscalNumberError("check") from error
