"""One line of JSON per event: time, level, logger, message, request id, facts. An error tells where, never with which values."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime

from manifattura.kernel.request_ids import request_id

from .log_filter import masked

FRAMES = 12


class JsonLines(logging.Formatter):
    """`extra={"facts": {…}}` adds figures and names of ours; what people wrote has no business there."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        if asked := request_id():
            line["request"] = asked
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1] is not None:
            line |= _error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def _error(error: BaseException) -> dict[str, object]:
    """Kind and place. The words of an error may quote a row (a duplicate key names the address): they stay out."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return {
        "error": f"{type(error).__module__}.{type(error).__qualname__}",
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
