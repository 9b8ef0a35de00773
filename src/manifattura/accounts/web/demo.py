"""Demo only: sign in with one click as a sample person, and read the mail that is not sent."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from manifattura.kernel.audience import audience

from ..domain.assurance import Assurance, Scheme
from ..models import Account, DemoMail
from ..queries.demo_people import demo_people
from ..queries.fresh_factor import DEMO_SIGN_IN
from .middleware import ASSURANCE
from .places import home_of

BACKEND = "manifattura.accounts.web.backends.PasswordBackend"


def _demo_only() -> None:
    if not settings.DEMO:
        raise Http404


@audience("public")
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """One button per sample person that the demo city holds."""
    _demo_only()
    return render(request, "accounts/demo.html", {"people": demo_people()})


@audience("public")
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the sample person named by `person`; nobody else can be named."""
    _demo_only()
    emails = {person.key: person.email for person in settings.DEMO_PEOPLE}
    email = emails.get(request.POST.get("person", ""))
    account = get_object_or_404(Account.objects.select_related("person"), email=email)
    login(request, account, backend=BACKEND)
    request.session[DEMO_SIGN_IN] = True
    request.session[ASSURANCE] = Assurance(Scheme.DEMO).code
    return redirect(home_of(account.person))


@audience("public")
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    _demo_only()
    mails = DemoMail.objects.all()
    if text := request.GET.get("q", "").strip():
        mails = mails.filter(recipients__icontains=text)
    page = Paginator(mails, 25).get_page(request.GET.get("page"))
    return render(request, "accounts/mailbox.html", {"page": page})


@audience("public")
@never_cache
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    _demo_only()
    return render(request, "accounts/mail.html", {"mail": get_object_or_404(DemoMail, pk=pk)})
