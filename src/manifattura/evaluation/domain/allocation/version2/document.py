"""The whole way from a version 2 document to its result."""

from manifattura.evaluation.domain.allocation.version2.allocate import allocate
from manifattura.evaluation.domain.allocation.version2.read import read_input
from manifattura.evaluation.domain.allocation.version2.write import write_result


def result_of(document: object, digest: str) -> dict[str, object]:
    """Checks, allocates and writes; `InvalidInput` when the document is refused."""
    return write_result(allocate(read_input(document)), digest)
