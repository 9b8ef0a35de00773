"""The whole way from the input document to the result document, for pages, minutes, open data and the command line."""

from manifattura.evaluation.domain.ranking.rank import rank
from manifattura.evaluation.domain.ranking.read import read_input
from manifattura.evaluation.domain.ranking.write import write_result
from manifattura.kernel.canonical_json import sha256_hex

VERSION_2 = "manifattura-ranking/2"


def result_document(document: object) -> dict[str, object]:
    """Checks a `manifattura-ranking/1` or `/2` document, ranks it and writes the result; `InvalidInput` when refused."""
    # The digest first: it also refuses a `meta` that no strict reader would accept.
    digest = sha256_hex(document)
    if isinstance(document, dict) and document.get("format") == VERSION_2:
        # Imported only when needed: version 1 files start faster without it.
        from manifattura.evaluation.domain.ranking.version2.document import result_of

        return result_of(document, digest)
    return write_result(rank(read_input(document)), digest)
