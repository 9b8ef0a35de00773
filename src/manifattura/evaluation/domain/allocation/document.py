"""The whole way from the input document to the result document, for pages, minutes, open data and the command line."""

from manifattura.evaluation.domain.allocation.allocate import allocate
from manifattura.evaluation.domain.allocation.read import read_input
from manifattura.evaluation.domain.allocation.write import write_result
from manifattura.kernel.canonical_json import sha256_hex

VERSION_2 = "manifattura-allocation/2"


def result_document(document: object) -> dict[str, object]:
    """Checks a `manifattura-allocation/1` or `/2` document, allocates its lots and writes the result; `InvalidInput` when refused."""
    # The digest first: it also refuses a `meta` that no strict reader would accept.
    digest = sha256_hex(document)
    if isinstance(document, dict) and document.get("format") == VERSION_2:
        # Imported only when needed: version 1 files start faster without it.
        from manifattura.evaluation.domain.allocation.version2.document import result_of

        return result_of(document, digest)
    return write_result(allocate(read_input(document)), digest)
