"""Which pages are not in English yet, or no longer say what the Italian ones say."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Page


@dataclass(frozen=True)
class Missing:
    """`state`: missing, draft (there is one, not published), outdated (the Italian one was published later)."""

    page_id: int
    title: str
    address: str
    state: str
    translation_id: int | None
    published_at: datetime | None


def missing_translations() -> list[Missing]:
    """Live Italian pages whose English one is missing, unpublished or older, in the tree's order; two statements."""
    english = {page.translation_key: page for page in Page.objects.filter(url_path__startswith="/en/")}
    found = []
    for page in Page.objects.filter(live=True, url_path__startswith="/it/").order_by("path"):
        other = english.get(page.translation_key)
        state = _state(page, other)
        if state:
            address = "/" + page.url_path.split("/", 2)[2]
            found.append(
                Missing(
                    page.pk, page.title, address, state, other.pk if other else None, page.last_published_at
                )
            )
    return found


def _state(page: Page, other: Page | None) -> str:
    if other is None:
        return "missing"
    if not other.live:
        return "draft"
    if (
        page.last_published_at
        and other.last_published_at
        and other.last_published_at < page.last_published_at
    ):
        # the pages of a city are made in one go, the Italian one an instant before
        return "outdated" if (page.last_published_at - other.last_published_at).total_seconds() > 60 else ""
    return ""
