"""The whole way from a version 2 document to its result."""

from manifattura.evaluation.domain.ranking.version2.rank import rank
from manifattura.evaluation.domain.ranking.version2.read import read_input
from manifattura.evaluation.domain.ranking.version2.write import write_result


def result_of(document: object, digest: str) -> dict[str, object]:
    """Checks, ranks and writes; `InvalidInput` when the document is refused."""
    return write_result(rank(read_input(document)), digest)
