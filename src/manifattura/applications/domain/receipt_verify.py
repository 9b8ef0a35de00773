"""`manifattura receipt verify FILE`: checks a receipt or a consistency proof, without any database."""

import sys

from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.strict_json import InvalidInput, read_file, read_strict

from .receipt_documents import result_document

PRINTED = 0
REFUSED = 2


def main(path: str) -> int:
    """Prints the result document of the file at `path`; exit code 2 and one line on standard error when refused."""
    try:
        printed = canonical_json(result_document(read_strict(_receipt_of(read_file(path))))) + b"\n"
    except InvalidInput as error:
        sys.stderr.write(f"invalid input: {error}\n")
        return REFUSED
    # Bytes, because the result may not depend on the locale of the terminal.
    sys.stdout.buffer.write(printed)
    sys.stdout.buffer.flush()
    return PRINTED


def _receipt_of(content: bytes) -> bytes:
    """The file itself, or the one that a receipt's PDF carries inside."""
    if not content.startswith(b"%PDF-"):
        return content
    # reading a PDF takes longer than everything else here: only who gives one waits for it
    from .receipt_in_pdf import NoReceiptInside, receipt_in_pdf

    try:
        return receipt_in_pdf(content)
    except NoReceiptInside as error:
        raise InvalidInput("a PDF without a receipt that can be read inside") from error
