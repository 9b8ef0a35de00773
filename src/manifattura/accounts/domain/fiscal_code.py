"""The codice fiscale of a person: 16 characters, check character, omocodia (DM 23 December 1976)."""

from stdnum.exceptions import ValidationError
from stdnum.it import codicefiscale


def clean_fiscal_code(text: str) -> str:
    """Upper case without spaces; raises ValueError when it is not a person's codice fiscale (omocodia is accepted)."""
    code = "".join(text.split()).upper()
    if len(code) != 16:
        raise ValueError("length")
    try:
        return str(codicefiscale.validate(code))
    except ValidationError as error:
        raise ValueError("check") from error
