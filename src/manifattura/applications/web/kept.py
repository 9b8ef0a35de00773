"""A session that ended while somebody was writing: what they posted waits for them in the new session."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from ..domain.sealed_reading import take_sealed

KEY = "kept_form"
LARGEST = 200_000


def keep_for_after_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Called instead of the view when nobody is signed in (signing in keeps the session's content)."""
    if request.headers.get("X-Autosave") or request.headers.get("X-Upload"):
        return HttpResponse(status=401)
    if request.method == "POST":
        # what was written for a sealed answer is never kept anywhere
        posted = request.POST.copy()
        take_sealed(posted)
        body = posted.urlencode()
        if len(body) <= LARGEST:
            request.session[KEY] = {"path": request.path, "body": body}
    return redirect_to_login(request.get_full_path())


def kept_values(request: HttpRequest) -> QueryDict | None:
    """What was kept for this very page, once."""
    kept = request.session.get(KEY)
    if not isinstance(kept, dict) or kept.get("path") != request.path:
        return None
    del request.session[KEY]
    return QueryDict(kept["body"])
