"""`manifattura receipt verify FILE`: checks a receipt or a consistency proof, without any database."""

import sys

from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.strict_json import InvalidInput, read_strict_file

from .receipt_documents import result_document

PRINTED = 0
REFUSED = 2


def main(path: str) -> int:
    """Prints the result document of the file at `path`; exit code 2 and one line on standard error when refused."""
    try:
        printed = canonical_json(result_document(read_strict_file(path))) + b"\n"
    except InvalidInput as error:
        sys.stderr.write(f"invalid input: {error}\n")
        return REFUSED
    # Bytes, because the result may not depend on the locale of the terminal.
    sys.stdout.buffer.write(printed)
    sys.stdout.buffer.flush()
    return PRINTED
