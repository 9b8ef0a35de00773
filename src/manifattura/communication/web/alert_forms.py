"""The forms of the alerts, made from the sources that are registered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from manifattura.ui.alerts import KEPT, Source, sources

SEARCHES = "ricerche"


class TopicsForm(forms.Form):
    """A tick for each source, and below it filters; a filter ticked means its source too."""

    def __init__(
        self,
        *args: Any,
        topics: Mapping[str, Sequence[str]] | None = None,
        asked: QueryDict | None = None,
        **options: Any,
    ) -> None:
        """`topics`: what was chosen before; `asked`: the question of the address, with a search to be told of by its source."""
        super().__init__(*args, **options)
        chosen = topics or {}
        for source in sources():
            named = [f"{KEPT}{one}" for one in asked.getlist(source.key)] if asked else []
            self.fields[source.key] = forms.BooleanField(
                label=str(source.label), required=False, initial=source.key in chosen or bool(named)
            )
            self._add_searches(source, named, chosen.get(source.key, ()))
            for choices in source.choices:
                values = [(str(value), label) for value, label in choices.options()]
                if not values:  # a city whose quarters are not entered yet
                    continue
                known = {value for value, _label in values}
                self.fields[f"{source.key}-{choices.key}"] = forms.MultipleChoiceField(
                    label=str(choices.label),
                    choices=values,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                    initial=[value for value in chosen.get(source.key, ()) if value in known],
                )

    def _add_searches(self, source: Source, named: Sequence[str], chosen: Sequence[str]) -> None:
        """A tick for each search: those kept, the one just asked for, and those that are being sent."""
        name = f"{source.key}-{SEARCHES}"
        sent = self.data.getlist(name) if isinstance(self.data, QueryDict) else []
        kept = source.kept([*chosen, *named, *sent])
        if kept and source.search:
            self.fields[name] = forms.MultipleChoiceField(
                label=str(source.search.label),
                choices=[(one, source.search_words(one)) for one in kept],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=source.kept([*chosen, *named]),
            )

    def rows(self) -> Iterator[tuple[BoundField, list[tuple[BoundField, bool]]]]:
        """Each source with its filters, and whether some are ticked: those are shown open."""
        for source in sources():
            names = [f"{source.key}-{key}" for key in (SEARCHES, *(one.key for one in source.choices))]
            filters = [self[name] for name in names if name in self.fields]
            yield self[source.key], [(one, bool(one.value()) or bool(one.errors)) for one in filters]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not self.errors and not self.topics():
            raise forms.ValidationError(_("Scegli almeno un tema."))
        return facts

    def topics(self) -> dict[str, list[str]]:
        found = {}
        for source in sources():
            filters = [
                value
                for key in (*(one.key for one in source.choices), SEARCHES)
                for value in self.cleaned_data.get(f"{source.key}-{key}", ())
            ]
            if filters or self.cleaned_data.get(source.key):
                found[source.key] = filters
        return found


class AlertsForm(TopicsForm):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Ti mandiamo un link: gli avvisi partono solo dopo che lo apri e confermi."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Scrivi il tuo indirizzo e-mail."),
            "invalid": _("Scrivi un indirizzo e-mail completo, per esempio nome@esempio.it."),
        },
    )
