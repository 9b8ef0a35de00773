"""How long a ranking stays public."""

from datetime import date


def publication_end(published_on: date, years: int) -> date:
    """Last day of publication: `years` from 1 January of the year after (D.Lgs 33/2013 art. 8 c. 3)."""
    return date(published_on.year + years, 12, 31)
