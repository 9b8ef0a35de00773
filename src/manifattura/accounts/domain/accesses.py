"""What the access log says happened."""

from enum import StrEnum


class AccessKind(StrEnum):
    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    SIGNED_OUT = "signed_out"
    ENDED_IDLE = "ended_idle"
