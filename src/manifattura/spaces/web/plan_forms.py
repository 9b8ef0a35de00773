"""What people fill in to ask for a simpler rule of the city plan, and what the office fills in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.territory.queries.areas import nil_choices
from manifattura.ui.forms import DateField

from ..domain.import_rules import space_identity
from ..domain.plan_observations import LONGEST, OUTCOMES, Observer
from ..models import Space
from ..queries.plan_observations import OBSERVERS, STATES
from ..queries.spaces import spaces_with_card


def _long(label: Any, help_text: Any = "", rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": _("Scrivilo qui.")},
    )


class ObserveForm(forms.Form):
    """`observers`: who may be chosen."""

    text = _long(
        _("Quale regola ti blocca, e che cosa cambieresti"),
        _(
            "Racconta il caso: che cosa volevi fare, che cosa non si può, perché. Senza dati personali di altri."
        ),
    )
    article = forms.CharField(
        label=_("Norma e articolo"),
        help_text=_("Se li sai. Per esempio: Piano delle Regole, norme di attuazione, art. 5."),
        max_length=200,
        required=False,
    )
    place = forms.CharField(
        label=_("Codice dello spazio"),
        help_text=_("Se riguarda uno spazio del censimento: lo trovi nella sua scheda."),
        max_length=60,
        required=False,
    )
    nil = forms.ChoiceField(label=_("Quartiere"), choices=[], required=False)
    observer = forms.ChoiceField(label=_("Chi scrive"), choices=[], widget=forms.RadioSelect)
    reply_email = forms.EmailField(
        label=_("E-mail per la risposta"),
        required=False,
        help_text=_("La usiamo solo per questa osservazione; dopo la risposta la cancelliamo."),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"invalid": _("Scrivi un indirizzo e-mail completo, per esempio nome@esempio.it.")},
    )

    def __init__(self, *args: Any, by_office: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(number), name) for number, name in nil_choices()]
        self.fields["nil"].choices = [("", _("Tutta la città, o non so")), *names]
        if by_office:
            del self.fields["observer"], self.fields["reply_email"]
        else:
            outside = (Observer.CITIZEN, Observer.FIRM)
            self.fields["observer"].choices = [(one.value, OBSERVERS[one]) for one in outside]
            self.initial.setdefault("observer", Observer.CITIZEN.value)

    def clean_place(self) -> Space | None:
        code = str(self.cleaned_data["place"]).strip()
        if not code:
            return None
        found: Space | None = spaces_with_card().filter(code_key=space_identity({"code": code})).first()
        if found is None:
            raise forms.ValidationError(
                _(
                    "Nel censimento non c’è una scheda pubblica con questo codice: controllalo, o lascia vuoto."
                )
            )
        return found

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        facts = dict(self.cleaned_data)
        nil, space = facts.pop("nil"), facts.pop("place")
        observer = Observer(facts.pop("observer", Observer.OFFICE.value))
        return {**facts, "space": space, "nil": int(nil) if nil else None, "observer": observer}


class TakeForm(forms.Form):
    title = forms.CharField(
        label=_("Titolo"), help_text=_("Per esempio: rumore ammesso nei cortili artigiani."), max_length=160
    )
    summary = _long(
        _("Che cosa si chiede"),
        _("Lo leggono tutti: togli nomi, indirizzi e ciò che fa riconoscere chi scrive."),
    )
    article = forms.CharField(label=_("Norma e articolo"), max_length=200, required=False)


class ForwardForm(forms.Form):
    to = forms.CharField(label=_("A chi la mandi"), help_text=_("Ufficio o ente che decide."), max_length=200)
    on = DateField(label=_("Mandata il"))


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Com’è andata"),
        choices=[(one.value, STATES[one]) for one in OUTCOMES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli com’è andata.")},
    )
    reason = _long(
        _("Motivo"), _("Lo leggono tutti: che cosa cambia, con quale atto, oppure perché no."), rows=4
    )
    on = DateField(label=_("Decisa il"))


class DismissForm(forms.Form):
    reason = _long(_("Perché"), _("Lo legge solo chi ha scritto."), rows=3)
