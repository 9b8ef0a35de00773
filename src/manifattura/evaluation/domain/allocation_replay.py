"""`manifattura allocation replay FILE`: recomputes a published allocation from its replay file, without any database."""

from manifattura.evaluation.domain.allocation.document import result_document
from manifattura.evaluation.domain.replay import answer


def main(path: str) -> int:
    """Prints the result document of the file at `path`; exit code 2 and one line on standard error when refused."""
    return answer(path, result_document)
