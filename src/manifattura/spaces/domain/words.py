"""What the census calls things: codes of what a space is, how it is, whose it is, and in which state it stands."""

from enum import StrEnum


class SpaceState(StrEnum):
    """Where a space stands, from the first word about it to the day it leaves the census."""

    REPORTED = "reported"
    VERIFIED = "verified"
    IN_CALL = "in_call"
    """A lot of a call that is open or being decided."""
    ASSIGNED = "assigned"
    """An agreement is signed, the activity has not begun."""
    IN_USE = "in_use"
    WITHDRAWN = "withdrawn"


OFFERED = frozenset({SpaceState.VERIFIED, SpaceState.IN_CALL})
"""Somebody may still ask for it: lists, map and alerts show these."""
PUBLIC = OFFERED | {SpaceState.ASSIGNED, SpaceState.IN_USE}
"""Spaces with a public card."""


class CurrentUse(StrEnum):
    VACANT = "vacant"
    STORAGE = "storage"
    PARTLY_USED = "partly_used"
    TEMPORARY = "temporary"
    DISUSED = "disused"


class PermittedUse(StrEnum):
    CRAFT = "craft"
    LIGHT_PRODUCTION = "light_production"
    RETAIL = "retail"
    MIXED = "mixed"
    OFFICE = "office"
    DEPOT = "depot"
    UNDECIDED = "undecided"


class Condition(StrEnum):
    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    TO_RESTORE = "to_restore"
    POOR = "poor"


class OwnerKind(StrEnum):
    CITY = "city"
    OTHER_PUBLIC = "other_public"
    PUBLIC_HOUSING = "public_housing"
    PRIVATE = "private"
    FOUNDATION = "foundation"


class Accessibility(StrEnum):
    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Emissions(StrEnum):
    """What the building and the zone let out of a chimney or a window."""

    NONE = "none"
    FILTERED = "filtered"
    PERMIT = "permit"


class UseClass(StrEnum):
    """Functional classes of a building (DPR 380/2001 art. 23-ter): between two of them a change of use is relevant."""

    PRODUCTIVE = "productive"
    RETAIL = "retail"
    RESIDENTIAL = "residential"
    TOURISM = "tourism"
    RURAL = "rural"


class FileKind(StrEnum):
    PHOTO = "photo"
    PLAN = "plan"


class ImportState(StrEnum):
    """A table on its way in."""

    OPEN = "open"
    WRITTEN = "written"
    GIVEN_UP = "given_up"
