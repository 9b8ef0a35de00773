"""What each kind of participant must say of itself."""

from .kinds import LegalForm, ParticipantKind

WITH_FISCAL_CODE = frozenset(
    {ParticipantKind.FIRM, ParticipantKind.SELF_EMPLOYED, ParticipantKind.NON_PROFIT}
)
WITH_VAT_NUMBER = frozenset({ParticipantKind.FIRM, ParticipantKind.SELF_EMPLOYED})

FIRM_FORMS = (
    LegalForm.SOLE_TRADER,
    LegalForm.SRL,
    LegalForm.SRLS,
    LegalForm.SPA,
    LegalForm.SNC,
    LegalForm.SAS,
    LegalForm.COOPERATIVE,
    LegalForm.CONSORTIUM,
    LegalForm.OTHER,
)
LEGAL_FORMS: dict[ParticipantKind, tuple[LegalForm, ...]] = {
    ParticipantKind.FIRM: FIRM_FORMS,
    ParticipantKind.SELF_EMPLOYED: (),
    ParticipantKind.NON_PROFIT: (
        LegalForm.ASSOCIATION,
        LegalForm.FOUNDATION,
        LegalForm.COOPERATIVE,
        LegalForm.OTHER,
    ),
    ParticipantKind.FIRM_TO_BE: FIRM_FORMS,
    ParticipantKind.GROUPING: (),
}


def needs_fiscal_code(kind: ParticipantKind) -> bool:
    """Firms to be constituted and groupings have none yet."""
    return kind in WITH_FISCAL_CODE


def needs_vat_number(kind: ParticipantKind) -> bool:
    """A non-profit may have none."""
    return kind in WITH_VAT_NUMBER


def fits_legal_form(kind: ParticipantKind, legal_form: str) -> bool:
    """Whether the kind may have this legal form; "" where the kind has none to choose."""
    forms = LEGAL_FORMS[kind]
    return legal_form in forms if forms else legal_form == ""
