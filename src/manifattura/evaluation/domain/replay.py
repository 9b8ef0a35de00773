"""`manifattura ranking replay FILE`: recomputes a published ranking from its replay file, without any database."""

import json
import sys

from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.kernel.garbage import collected_later
from manifattura.kernel.strict_json import InvalidInput, read_strict_file

PRINTED = 0
REFUSED = 2


def main(path: str) -> int:
    """Prints the result document of the file at `path`; exit code 2 and one line on standard error when refused."""
    try:
        with collected_later():
            printed = _printed(result_document(read_strict_file(path)))
    except InvalidInput as error:
        print(f"invalid input: {error}", file=sys.stderr)
        return REFUSED
    # Bytes, because the result may not depend on the locale of the terminal.
    sys.stdout.buffer.write(printed)
    sys.stdout.buffer.flush()
    return PRINTED


def _printed(document: dict[str, object]) -> bytes:
    """One entry per line: short, and two results can be compared with `diff`."""
    head = json.dumps({name: value for name, value in document.items() if name != "entries"})
    entries = document["entries"]
    assert isinstance(entries, list)
    rows = ",\n".join(json.dumps(entry) for entry in entries)
    return f'{head[:-1]}, "entries": [\n{rows}\n]}}\n'.encode()
