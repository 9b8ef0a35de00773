"""Mark notices as read: a person's own, one, those that lead to a page, or all."""

from manifattura.kernel.clock import now

from ..models import Person


def read_notice(*, notice_id: int, by: Person) -> bool:
    """Mark one notice of this person as read; False when it is not theirs or already read."""
    return bool(by.notices.filter(pk=notice_id, read_at=None).update(read_at=now()))


def read_all_notices(*, by: Person) -> int:
    """Mark every notice of this person as read; returns how many were not."""
    return by.notices.filter(read_at=None).update(read_at=now())


def read_notices_about(*, path: str, by: Person) -> int:
    """Mark as read this person's notices that lead to `path`, in any language; returns how many were not."""
    return by.notices.filter(read_at=None, url__endswith=path).update(read_at=now())
