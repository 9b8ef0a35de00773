"""An order that readers of Italian expect, without asking the database for a collation it may not have."""

import unicodedata


def sort_key(name: str) -> str:
    """Lower case, accents and punctuation off: `"Città Studi"` sorts as `"citta studi"`."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join(letters.split())
