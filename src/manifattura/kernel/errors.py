"""Refusals that people can read: raised by actions, shown by views beside the field or as a notice."""


class Refused(Exception):
    """A business rule says no. `message` is for the person; `field` names the input it belongs to."""

    def __init__(self, message: str, *, field: str | None = None, code: str = "refused") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.code = code


class PermissionRefused(Refused):
    """The person may not do this. Views answer 403 (or 404 where existence itself is private)."""

    def __init__(self, message: str = "Non hai il permesso di farlo.") -> None:
        super().__init__(message, code="permission")


class Conflict(Refused):
    """Somebody else changed the same thing first; `theirs` carries their values so that both can be shown."""

    def __init__(self, message: str, *, theirs: dict[str, object], field: str | None = None) -> None:
        super().__init__(message, field=field, code="conflict")
        self.theirs = theirs
