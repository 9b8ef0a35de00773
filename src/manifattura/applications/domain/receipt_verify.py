"""`manifattura receipt verify FILE`: checks a receipt or a consistency proof, without any database."""

import json
import sys

from manifattura.kernel.strict_json import InvalidInput, read_strict_file

from .receipt_documents import result_document

PRINTED = 0
REFUSED = 2


def main(path: str) -> int:
    """Prints the result document of the file at `path`; exit code 2 and one line on standard error when refused."""
    try:
        printed = json.dumps(result_document(read_strict_file(path))).encode() + b"\n"
    except InvalidInput as error:
        sys.stderr.write(f"invalid input: {error}\n")
        return REFUSED
    # Bytes, because the result may not depend on the locale of the terminal.
    sys.stdout.buffer.write(printed)
    sys.stdout.buffer.flush()
    return PRINTED
