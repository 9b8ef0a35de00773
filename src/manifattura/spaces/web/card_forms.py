"""The forms of a card, one for each section."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manifattura.territory.queries.areas import municipio_choices, nil_choices
from manifattura.ui.forms import DateField, MoneyField, NumberField

from ..domain.sections import FIELDS, Section
from ..domain.words import FileKind
from ..models import Space
from ..queries import words

SLUGS = {
    Section.PLACE: "luogo", Section.ROOM: "locale", Section.USES: "usi", Section.TERMS: "canone",
    Section.OWNER: "proprieta",
}  # fmt: skip
UNITS = {
    "net_m2": "m²", "gross_m2": "m²", "clear_height_m": "m", "floor_load_kg": "kg/m²", "power_kw": "kW", "door_width_m": "m",
    "base_rent": "€", "market_rent": "€", "works_estimate": "€",
}  # fmt: skip
LISTS: dict[str, dict[Any, Promise]] = {
    "current_use": dict(words.CURRENT_USES),
    "permitted_use": dict(words.PERMITTED_USES),
    "condition": dict(words.CONDITIONS),
    "accessibility": dict(words.ACCESS),
    "owner_kind": dict(words.OWNER_KINDS),
    "use_class": dict(words.USE_CLASSES),
    "emissions": dict(words.EMISSIONS),
}
YES_NO = ("three_phase", "gas", "water", "loading_bay", "lift", "change_of_use")
DAYS = ("vacant_since", "available_from", "surveyed_on", "consent_on")
LONG = ("limits", "constraints", "works_needed", "notes")
HELP: dict[str, Promise] = {
    "name": _("Come si presenta a chi cerca: «Laboratorio, Bovisa». Senza via se la posizione è riservata."),
    "address": _("Via e numero."),
    "latitude": _("In gradi, per esempio 45,5021."),
    "longitude": _("In gradi, per esempio 9,1604."),
    "nil_id": _("Se lo lasci vuoto lo troviamo dalle coordinate."),
    "blurred": _(
        "Il proprietario lo chiede: in pubblico si vedono il quartiere e un quadrato di un chilometro, mai la via."
    ),
    "acoustic_class": _("Dal piano di zonizzazione acustica del Comune."),
    "change_of_use": _("Serve prima di poterci lavorare."),
    "limits": _("Pubblico. Orari, rumore, odori: quello che chi ci lavora deve rispettare."),
    "constraints": _("Pubblico. Vincolo storico, regolamento di condominio, servitù."),
    "works_needed": _("Pubblico. Uno per riga."),
    "cadastral": _("Non è pubblico. Foglio, mappale, subalterno."),
    "owner_name": _("Non è pubblico."),
    "owner_contact": _("Non è pubblico. Persona o ufficio che risponde."),
    "owner_email": _("Non è pubblico. Ogni anno chiediamo a questo indirizzo se la scheda è ancora giusta."),
    "owner_phone": _("Non è pubblico."),
    "consent_on": _("Giorno in cui un proprietario privato ha accettato la scheda pubblica."),
    "consent_how": _("Lettera, e-mail, modulo: dove si trova."),
    "notes": _("Per l’ufficio, non è pubblico."),
    "base_rent": _("All’anno."),
    "market_rent": _("All’anno."),
}


def _coded(choices: Iterable[tuple[Any, Any]], label: Any, help_text: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, help_text=help_text, choices=[("", _("Non si sa")), *choices]
    )


def _field(key: str) -> forms.Field:
    label: Any = words.FACTS.get(key) or words.PLACE_FACTS.get(key) or _("Note")
    help_text: Any = HELP.get(key, "")
    if key in LISTS:
        return _coded([(code.value, word) for code, word in LISTS[key].items()], label, help_text)
    if key in YES_NO:
        return _coded([("si", _("Sì")), ("no", _("No"))], label, help_text)
    if key == "acoustic_class":
        return _coded(
            [(str(number), word) for number, word in words.ACOUSTIC_CLASSES.items()], label, help_text
        )
    if key == "nil_id":
        return _coded(nil_choices(), label, help_text)
    if key == "municipio_id":
        return _coded(municipio_choices(), label, help_text)
    if key == "blurred":
        return forms.BooleanField(label=label, required=False, help_text=help_text)
    if key in DAYS:
        return DateField(label=label, required=False, help_text=help_text)
    if key == "owner_email":
        return forms.EmailField(label=label, required=False, help_text=help_text, max_length=254)
    return _measured_or_written(key, label, help_text)


def _measured_or_written(key: str, label: Any, help_text: Any) -> forms.Field:
    column: Any = Space._meta.get_field(key)  # noqa: SLF001 - Django's own documented door
    if hasattr(column, "decimal_places"):
        kind = MoneyField if UNITS.get(key) == "€" else NumberField
        limits: dict[str, Any] = {} if key in ("latitude", "longitude") else {"min_value": 0}
        return kind(
            label=label, required=False, help_text=help_text,
            max_digits=column.max_digits, decimal_places=column.decimal_places, **limits,
        )  # fmt: skip
    widget = forms.Textarea({"rows": 3}) if key in LONG else forms.TextInput()
    return forms.CharField(
        label=label,
        required=key == "address",
        help_text=help_text,
        max_length=column.max_length or 5000,
        widget=widget,
    )


class SectionForm(forms.Form):
    """The fields of one section; `values` gives them as the census keeps them."""

    def __init__(self, data: Any = None, *, section: Section, values: dict[str, Any] | None = None) -> None:
        shown = {
            key: {True: "si", False: "no"}.get(value, value) if key in YES_NO else value
            for key, value in (values or {}).items()
        }
        super().__init__(data, initial=shown)
        self.section = section
        for key in FIELDS[section]:
            self.fields[key] = _field(key)

    def rows(self) -> list[tuple[forms.BoundField, str, bool]]:
        """(field, unit, wide) in order, for the page."""
        return [(self[key], UNITS.get(key, ""), key in LONG) for key in FIELDS[self.section]]

    def values(self) -> dict[str, Any]:
        """What was written, as the census keeps it."""
        given = dict(self.cleaned_data)
        for key in YES_NO:
            if key in given:
                given[key] = {"si": True, "no": False}.get(given[key])
        for key in ("acoustic_class", "nil_id", "municipio_id"):
            if key in given:
                given[key] = int(given[key]) if given[key] else None
        return {key: given[key] for key in FIELDS[self.section]}


class NewForm(SectionForm):
    """A card begins with its code and its place."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, section=Section.PLACE)
        self.fields["code"] = forms.CharField(
            label=_("Codice dello spazio"),
            max_length=60,
            help_text=_("Quello dei tuoi atti. Non cambia più: la scheda ha l’indirizzo con questo codice."),
        )

    def rows(self) -> list[tuple[forms.BoundField, str, bool]]:
        return [(self["code"], "", False), *super().rows()]


class FileForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Che cosa carichi"),
        choices=[(code.value, word) for code, word in words.FILE_KINDS.items()],
        widget=forms.RadioSelect,
        initial=FileKind.PHOTO.value,
    )
    file = forms.FileField(
        label=_("Il file"),
        help_text=_("Fotografie: JPG o PNG. Piante: anche PDF. Fino a 15 MB."),
        widget=forms.ClearableFileInput({"accept": ".jpg,.jpeg,.png,.pdf"}),
        error_messages={"empty": _("Il file è vuoto.")},
    )
    caption = forms.CharField(
        label=_("Che cosa si vede"),
        max_length=200,
        help_text=_("Una riga: la leggono tutti, e chi non vede l’immagine la ascolta."),
    )
