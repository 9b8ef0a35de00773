"""What we know of the person, how they sign in, what they may do."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.ui.forms import show_refusal

from ..actions.update_profile import update_profile
from ..permissions import is_committee, is_office
from ..queries.accesses import last_accesses
from .middleware import note_seen
from .places import home_of
from .sign_in_forms import clean_full_name

PHONE = RegexValidator(
    r"^\+?[0-9 ./-]{6,30}$", gettext_lazy("Scrivi un numero di telefono, per esempio 02 1234567.")
)


class ProfileForm(forms.Form):
    full_name = forms.CharField(
        label=gettext_lazy("Nome e cognome"), max_length=160, widget=forms.TextInput({"autocomplete": "name"})
    )
    fiscal_code = forms.CharField(
        label=gettext_lazy("Codice fiscale"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("16 caratteri. Serve per firmare le dichiarazioni di un’impresa."),
        widget=forms.TextInput({"autocapitalize": "characters", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telefono"),
        max_length=32,
        required=False,
        validators=[PHONE],
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Lingua dei messaggi"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    def clean_full_name(self) -> str:
        return clean_full_name(self.cleaned_data["full_name"])


@audience("person")
def profile(request: HttpRequest) -> HttpResponse:
    person = request.person
    facts = {name: getattr(person, name) or "" for name in ("full_name", "fiscal_code", "phone", "language")}
    form = ProfileForm(request.POST or None, initial=facts)
    if person.identified_at:
        # name and codice fiscale are what the identity says: nobody types over them
        for name in ("full_name", "fiscal_code"):
            form.fields[name].disabled = True
            form.fields[name].help_text = _("Lo dice la tua identità digitale: qui non si cambia.")
    if request.method == "POST" and form.is_valid():
        try:
            update_profile(person=person, by=person, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Dati salvati."))
            return redirect("accounts:profile")
    factors = dict(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", "created_at"))
    context = {
        "form": form,
        "second_factor": factors.get(Authenticator.Type.TOTP),
        "recovery_codes": Authenticator.Type.RECOVERY_CODES in factors,
        "staff": is_office(person) or is_committee(person),
        "accesses": last_accesses(person),
        "roles": person.roles.filter(revoked_at=None).select_related("office"),
    }
    return render(request, "accounts/profile.html", context)


@audience("person")
@require_safe
def stay(request: HttpRequest) -> HttpResponse:
    """The person is still here: the session goes on. The browser stays on the page it shows."""
    note_seen(request, now=True)
    return HttpResponse(status=204)


@audience("person")
def home(request: HttpRequest) -> HttpResponse:
    """The person's first desk."""
    return redirect(home_of(request.person))
