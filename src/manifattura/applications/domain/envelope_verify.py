"""`manifattura envelope verify NOTE CONTENT`: whether the note's answer is what the sent envelope holds; no database, no private key."""

import sys
from collections.abc import Mapping
from typing import Any

from manifattura.kernel.strict_json import InvalidInput, read_strict_file

from .sealed import NOTE, Place, is_what_was_sealed
from .sealed_files import is_file_that_was_sealed

SAME, DIFFERENT, REFUSED = 0, 1, 2
TEXTS = ("call", "application", "field", "secret", "public_key")


def main(note_path: str, content_path: str) -> int:
    """Says which it is; exit code 1 when they differ, 2 and one line on standard error for files of another shape."""
    try:
        same = agrees(read_strict_file(note_path), read_strict_file(content_path))
    except InvalidInput as error:
        sys.stderr.write(f"invalid input: {error}\n")
        return REFUSED
    sys.stdout.write("the note is what was sealed\n" if same else "the note is not what was sealed\n")
    return SAME if same else DIFFERENT


def agrees(note: Mapping[str, Any], content: Mapping[str, Any]) -> bool:
    """Closes the answer of the note again and compares it with the envelope in the frozen content.

    The note's `public_key` is compared with nothing here: it must be the one that the call published.
    """
    if note.get("format") != NOTE or not all(isinstance(note.get(name), str) for name in TEXTS):
        raise InvalidInput("not the note of an envelope")
    answers = content.get("answers")
    if not isinstance(answers, Mapping):
        raise InvalidInput("not the content of an application", "answers")
    if content.get("code") != note["application"] or content.get("call") != note["call"]:
        return False
    place = Place(note["call"], note["application"])
    if note["field"] not in answers:
        return is_file_that_was_sealed(note, content.get("files"), public_key=note["public_key"], place=place)
    return is_what_was_sealed(
        note["field"],
        answers[note["field"]],
        note.get("value"),
        note["secret"],
        public_key=note["public_key"],
        place=place,
    )
