"""Names of files as people give them: cleaned, never trusted, never used as a path."""

import re
import unicodedata

LONGEST = 120
_BLANKS = re.compile(r"\s+")


def clean_name(name: str) -> str:
    """The last part of the path, without signs that hide or reorder text, at most 120 characters, extension kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    normal = unicodedata.normalize("NFC", last)
    # Cc, Cf (among them the marks that turn the direction of text), Cs, Co, Cn and line separators
    kept = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in normal)
    tidy = _BLANKS.sub(" ", kept).strip(" .")
    stem, dot, extension = tidy.rpartition(".")
    if not dot:
        return tidy[:LONGEST] or "file"
    extension = extension[:10]
    return f"{stem[: LONGEST - len(extension) - 1].strip(' .') or 'file'}.{extension}"


def extension_of(name: str) -> str:
    """Lower-case extension without the dot; empty when there is none."""
    _, dot, extension = name.rpartition(".")
    return extension.lower() if dot else ""
