"""How an applicant appears in public: the call's privacy rule (D.Lgs 33/2013 art. 26 c. 4, art. 27)."""

from dataclasses import dataclass

from manifattura.calls.domain.edition import NamesRule
from manifattura.evaluation.domain.ranking.model import Status
from manifattura.organisations.domain.kinds import LegalForm, ParticipantKind

NATURAL_KINDS = frozenset({ParticipantKind.SELF_EMPLOYED, ParticipantKind.FIRM_TO_BE})
GRANTED = frozenset({Status.FUNDED, Status.PARTIALLY_FUNDED})
EXCLUDED = frozenset({Status.NOT_ADMITTED.value, "excluded_late"})


@dataclass(frozen=True)
class Applicant:
    """What could be shown of an applicant."""

    name: str
    kind: str
    legal_form: str
    registration: str
    code: str

    @property
    def is_natural_person(self) -> bool:
        """A person whose name, or whose firm's name, is personal data."""
        return self.kind in NATURAL_KINDS or self.legal_form == LegalForm.SOLE_TRADER


def public_label(applicant: Applicant, rule: NamesRule, status: str) -> str:
    """The label of the row. Under `name`, the law asks for the names of those who receive money (art. 27):

    a natural person who receives none, and whoever is not admitted or excluded late, appears by registration number.
    """
    if rule is NamesRule.CODE:
        return applicant.code
    by_number = rule is NamesRule.REGISTRATION or status in EXCLUDED
    if by_number or (applicant.is_natural_person and status not in GRANTED):
        return applicant.registration or applicant.code
    return applicant.name


def search_key(applicant: Applicant, label: str, rule: NamesRule) -> str:
    """What the public search looks into: only what the page shows, so that searching uncovers nobody."""
    parts = [label, applicant.code]
    if rule is not NamesRule.CODE:
        parts.append(applicant.registration)
    return " ".join(dict.fromkeys(part for part in parts if part)).casefold()
