"""Gives each request its person, enforces the audience every view declares, and keeps private answers out of caches."""

import time
from collections.abc import Callable
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from manifattura.kernel.audience import audience_of

from ..actions.note_access import note_access
from ..domain.accesses import AccessKind
from ..domain.assurance import read_assurance
from ..models import Person
from ..permissions import is_committee, is_office
from ..queries.fresh_factor import DEMO_SIGN_IN

# in the session: this account has a second factor (checked once)
SECOND_FACTOR = "second_factor"
# in the session: how well this session knows its person ("spid:2")
ASSURANCE = "assurance"
# in the session: when its person was last here (seconds since 1970)
SEEN = "seen_at"


def _person_of(request: HttpRequest) -> Person | None:
    # read together with the account (`accounts.web.backends`)
    person: Person | None = getattr(request.user, "person", None)
    if person is not None:
        # from the session, which was read anyway: every act is written with it
        person.assurance = read_assurance(request.session.get(ASSURANCE, ""))
    return person


def redirect_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    return redirect_to_login(request.get_full_path())


class PersonMiddleware:
    """`request.person`: the signed-in person, read when first asked; None for a visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: _person_of(request))
        response = self.get_response(request)
        if getattr(request, "is_seen", False) and not (
            request.method == "POST" and 300 <= response.status_code < 400
        ):
            # the page that a POST leads to notes it: the sending writes nothing of this
            note_seen(request)
        if getattr(request, "declared_audience", None) != "public" and "Cache-Control" not in response:
            add_never_cache_headers(response)
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        declared = audience_of(view)
        request.declared_audience = declared
        if declared is None or declared == "public":
            return None
        if request.user.is_authenticated:
            request.is_seen = not _end_if_idle(request)
        if not request.user.is_authenticated:
            # a form may first keep what the person was sending (`view.signed_out`)
            signed_out = getattr(view, "signed_out", redirect_to_sign_in)
            answer: HttpResponseBase = signed_out(request)
            return answer
        person = request.person
        if not person:
            raise PermissionDenied
        allowed = {
            "person": lambda: True,
            "committee": lambda: is_committee(person) or is_office(person),
            "office": lambda: is_office(person),
        }[declared]()
        if not allowed:
            raise PermissionDenied
        if declared in ("committee", "office") and not has_second_factor(request):
            messages.info(
                request, _("Per lavorare con i dati delle imprese serve un secondo fattore: attivalo ora.")
            )
            return redirect("mfa_activate_totp")
        return None


def note_seen(request: HttpRequest, *, now: bool = False) -> None:
    """Write down that the person is here: every few minutes, or `now`."""
    moment = time.time()
    if now or settings.SESSION_IDLE.is_to_note(request.session.get(SEEN), moment):
        request.session[SEEN] = moment


def _end_if_idle(request: HttpRequest) -> bool:
    """End a session that nobody used for too long, and say so; what is being posted is kept as for any visitor."""
    if not settings.SESSION_IDLE.has_ended(request.session.get(SEEN), time.time()):
        return False
    note_access(AccessKind.ENDED_IDLE, person=_person_of(request), address=get_client_ip(request) or None)
    request.session.flush()
    request.user = AnonymousUser()
    minutes = settings.SESSION_IDLE.limit // 60
    text = _(
        "La sessione è finita: per %(minutes)s minuti non hai fatto niente. Entra di nuovo e riprendi da qui."
    )
    messages.info(request, text % {"minutes": minutes})
    return True


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the staff rule is met; the answer "yes" is remembered in the session, "no" is asked again."""
    if not settings.STAFF_MFA_REQUIRED or request.session.get(SECOND_FACTOR) == request.user.pk:
        return True
    if settings.DEMO and request.session.get(DEMO_SIGN_IN):
        return True
    found = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists()
    if found:
        request.session[SECOND_FACTOR] = request.user.pk
    return found
