"""PDF/UA-1 + PDF/A-3a documents by Typst: a template of the app, data as JSON, nothing fetched."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from .clock import ROME

FONTS = typst.Fonts(include_system_fonts=False)
"""Typst's own, looked for once: with those of the machine a document would differ from one server to the other."""


def render_pdf(template: Path, data: Mapping[str, Any], *, made_at: datetime, language: str = "it") -> bytes:
    """Compile `template` (a .typ file); it reads `json(bytes(sys.inputs.data))`.

    `data` gains `made_at` (year, month, day) for the document date that PDF/A asks, and `language`.
    Raises `typst.TypstError` when the document is not accessible (no title, no alternative text…).
    """
    day = made_at.astimezone(ROME)
    full = {**data, "made_at": {"year": day.year, "month": day.month, "day": day.day}, "language": language}
    return typst.compile(
        str(template),
        root=str(template.parent),
        sys_inputs={"data": json.dumps(full, ensure_ascii=False)},
        pdf_standards=["ua-1", "a-3a"],
        font_paths=FONTS,
    )
