"""Which pages are not in English yet, or no longer say what the Italian ones say."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation


@dataclass(frozen=True)
class Missing:
    """`state`: missing, draft (not published), outdated (the Italian one was published later), partial (some texts are Italian)."""

    page_id: int
    title: str
    address: str
    state: str
    translation_id: int | None
    published_at: datetime | None


def missing_translations() -> list[Missing]:
    """Live Italian pages whose English one is missing, unpublished, older or half done, in the tree's order; three statements."""
    half_done = _half_done()
    english = {page.translation_key: page for page in Page.objects.filter(url_path__startswith="/en/")}
    found = []
    for page in Page.objects.filter(live=True, url_path__startswith="/it/").order_by("path"):
        other = english.get(page.translation_key)
        state = _state(page, other) or ("partial" if page.translation_key in half_done else "")
        if state:
            address = "/" + page.url_path.split("/", 2)[2]
            found.append(
                Missing(
                    page.pk, page.title, address, state, other.pk if other else None, page.last_published_at
                )
            )
    return found


def _half_done() -> set[UUID]:
    """Keys of pages with a text that nobody has translated: they are published in Italian within the English page."""
    said = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale__language_code="en",
        has_error=False,
    )
    left = StringSegment.objects.filter(
        ~Exists(said),
        source__translations__target_locale__language_code="en",
        source__translations__enabled=True,
    )
    return set(left.values_list("source__object_id", flat=True))


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
