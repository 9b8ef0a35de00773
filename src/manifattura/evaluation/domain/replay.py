"""Replay commands: `manifattura ranking replay FILE` recomputes a published ranking from its file, without any database."""

import sys
from collections.abc import Callable

from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.garbage import collected_later
from manifattura.kernel.strict_json import InvalidInput, read_strict_file

PRINTED = 0
REFUSED = 2


def main(path: str) -> int:
    """Prints the result document of the file at `path`; exit code 2 and one line on standard error when refused."""
    from manifattura.evaluation.domain.ranking.document import result_document

    return answer(path, result_document)


def answer(path: str, result_document: Callable[[object], dict[str, object]]) -> int:
    """Prints what `result_document` makes of the file, byte for byte as the site publishes it: same SHA-256."""
    try:
        with collected_later():
            printed = canonical_json(result_document(read_strict_file(path)))
    except InvalidInput as error:
        print(f"invalid input: {error}", file=sys.stderr)
        return REFUSED
    # Bytes, because the result may not depend on the locale of the terminal.
    sys.stdout.buffer.write(printed)
    if sys.stdout.isatty():
        sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()
    return PRINTED
