"""Replay commands: `manifattura ranking replay FILE` recomputes a published ranking from its file, without any database."""

import json
import sys
from collections.abc import Callable, Collection

from manifattura.kernel.garbage import collected_later
from manifattura.kernel.strict_json import InvalidInput, read_strict_file

PRINTED = 0
REFUSED = 2


def main(path: str) -> int:
    """Prints the result document of the file at `path`; exit code 2 and one line on standard error when refused."""
    from manifattura.evaluation.domain.ranking.document import result_document

    return answer(path, result_document, ("entries",))


def answer(path: str, result_document: Callable[[object], dict[str, object]], lists: Collection[str]) -> int:
    """Prints what `result_document` makes of the file; the members named in `lists` have one item per line."""
    try:
        with collected_later():
            printed = _printed(result_document(read_strict_file(path)), lists)
    except InvalidInput as error:
        print(f"invalid input: {error}", file=sys.stderr)
        return REFUSED
    # Bytes, because the result may not depend on the locale of the terminal.
    sys.stdout.buffer.write(printed)
    sys.stdout.buffer.flush()
    return PRINTED


def _printed(document: dict[str, object], lists: Collection[str]) -> bytes:
    """One item per line: short, and two results can be compared with `diff`."""
    written = [
        f"{json.dumps(name)}: {_rows(value) if name in lists else json.dumps(value)}"
        for name, value in document.items()
    ]
    return f"{{{', '.join(written)}}}\n".encode()


def _rows(items: object) -> str:
    assert isinstance(items, list)
    rows = ",\n".join(json.dumps(item) for item in items)
    return f"[\n{rows}\n]"
