"""What the president (and the secretary, before the opening) does on the page of a sitting: one function per button."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.kernel.errors import Refused
from manifattura.ui.forms import DateTimeField

from ..actions.adjourn_sitting import adjourn_sitting, resume_sitting
from ..actions.close_sitting import close_marks, close_sitting
from ..actions.convene_sitting import cancel_sitting
from ..actions.open_sitting import open_sitting
from ..models import Sitting


class AdjournForm(forms.Form):
    resumes_at = DateTimeField(label=gettext_lazy("Riprende il"))
    reason = forms.CharField(label=gettext_lazy("Perché"), max_length=500)


def _open(request: HttpRequest, sitting: Sitting) -> str:
    open_sitting(sitting=sitting, attended=_present(request), by=request.person)
    return _("Seduta aperta.")


def _cancel(request: HttpRequest, sitting: Sitting) -> str:
    cancel_sitting(sitting=sitting, reason=request.POST.get("cancel_reason", ""), by=request.person)
    return _("Convocazione revocata: i componenti ricevono un avviso.")


def _adjourn(request: HttpRequest, sitting: Sitting) -> str:
    form = AdjournForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Scrivi quando riprende e perché."), code="form")
    adjourn_sitting(sitting=sitting, **form.cleaned_data, by=request.person)
    return _("Seduta rinviata: i componenti ricevono un avviso.")


def _resume(request: HttpRequest, sitting: Sitting) -> str:
    resume_sitting(sitting=sitting, attended=_present(request), by=request.person)
    return _("Seduta ripresa.")


def _close_marks(request: HttpRequest, sitting: Sitting) -> str:
    close_marks(sitting=sitting, by=request.person)
    return _("Punteggi individuali chiusi: comincia il confronto.")


def _close(request: HttpRequest, sitting: Sitting) -> str:
    close_sitting(sitting=sitting, notes=request.POST.get("notes", ""), by=request.person)
    return _("Seduta chiusa: i punteggi sono definitivi.")


ACTS: dict[str, Callable[[HttpRequest, Sitting], str]] = {
    "open": _open,
    "cancel": _cancel,
    "adjourn": _adjourn,
    "resume": _resume,
    "close_marks": _close_marks,
    "close": _close,
}


def _present(request: HttpRequest) -> set[int]:
    return {int(one) for one in request.POST.getlist("attended") if one.isascii() and one.isdigit()}
