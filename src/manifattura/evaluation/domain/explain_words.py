"""How the sentences of the explanations are kept: two languages, two levels."""

from enum import StrEnum


class Level(StrEnum):
    """PUBLIC names the rule that applied; FULL, for the applicant and the office, adds the figures and names behind it;
    OWN is FULL said to the applicant ("la tua").
    """

    PUBLIC = "public"
    FULL = "full"
    OWN = "own"


class Language(StrEnum):
    ITALIAN = "it"
    ENGLISH = "en"


Texts = dict[Language, str]


def texts(italian: str, english: str) -> Texts:
    return {Language.ITALIAN: italian, Language.ENGLISH: english}
