"""Every view declares for whom it is; a middleware in `accounts` enforces it, a test fails where it is missing."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

Audience = Literal["public", "person", "committee", "office"]
View = TypeVar("View", bound=Callable[..., Any])


def audience(name: Audience) -> Callable[[View], View]:
    """Mark a view with its audience: `public`, `person` (signed in), `committee`, `office` (staff)."""

    def mark(view: View) -> View:
        view.audience = name  # type: ignore[attr-defined]
        return view

    return mark


def audience_of(view: Callable[..., Any]) -> Audience | None:
    """The declared audience, or None."""
    return getattr(view, "audience", None)
