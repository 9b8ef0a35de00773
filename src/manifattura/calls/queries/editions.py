"""Published editions: immutable, so each process reads and parses one only once."""

from functools import lru_cache

from ..domain.document import edition_from_document
from ..domain.edition import Edition
from ..models import Call, CallEdition


@lru_cache(maxsize=256)
def edition(edition_id: int) -> Edition:
    """The edition with this id; DoesNotExist when there is none."""
    return edition_from_document(CallEdition.objects.values_list("document", flat=True).get(pk=edition_id))


def current_edition(call: Call) -> Edition:
    """The edition in force; ValueError for a call never published."""
    if call.current_edition_id is None:
        raise ValueError(f"{call.slug} has no edition")
    return edition(call.current_edition_id)
