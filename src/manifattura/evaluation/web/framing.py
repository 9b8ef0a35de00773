"""What may stand in a frame: the applicants' files, shown by the browser inside our own pages and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from csp.decorators import csp_replace, csp_update
from django.views.decorators.clickjacking import xframe_options_sameorigin

View = TypeVar("View", bound=Callable[..., Any])

# The browser's own PDF reader draws with inline styles of its own; nothing else may run or load.
READER = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'self'"],
    "object-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}


def frames_own_files(view: View) -> View:
    """A page that shows files beside its text."""
    return cast("View", csp_update({"frame-src": ["'self'"]})(view))


def framed_file(view: View) -> View:
    """A file that our pages may frame."""
    return cast("View", xframe_options_sameorigin(csp_replace(READER)(view)))
