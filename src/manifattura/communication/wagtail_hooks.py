"""What the editors' back office does not let happen: a page that the site counts on does not go, move or hide."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page


def keep_standing(request: HttpRequest, page: Page, *given: Any) -> HttpResponse | None:
    if not getattr(page.specific, "is_standing", False):
        return None
    messages.error(
        request, _("Il sito conta su questa pagina: si può cambiare, ma non togliere, spostare o nascondere.")
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("construct_main_menu")
def hide_what_no_page_uses(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail shows its pictures and documents to whoever writes pages; none of ours has any (`config/page_apps.py`)."""
    items[:] = [item for item in items if item.name not in ("images", "documents")]


for hook in ("before_delete_page", "before_move_page", "before_unpublish_page"):
    hooks.register(hook, keep_standing)
