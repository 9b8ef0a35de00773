"""The forms of the alerts, made from the sources that are registered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from manifattura.ui.alerts import KEPT, Choices, Source, sources

from ..domain.alerts import names

SEARCHES = "ricerche"

LONG = 12
"""From so many choices on a list can be searched."""


@dataclass(frozen=True)
class FilterRow:
    """A list of filters as the page shows it. `words`: what was searched in it; `found`: how many it gave."""

    field: BoundField
    is_open: bool
    is_long: bool
    words: str
    found: int | None


class TopicsForm(forms.Form):
    """A tick for each source, and below it filters; a filter ticked means its source too.

    A long list can be searched without leaving the form: `words` by name of field, then it shows what fits and what is ticked.
    """

    def __init__(
        self,
        *args: Any,
        topics: Mapping[str, Sequence[str]] | None = None,
        asked: QueryDict | None = None,
        words: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        """`topics`: what was chosen before; `asked`: the question of the address, with a search to be told of by its source."""
        super().__init__(*args, **options)
        self.words = words or {}
        self.found: dict[str, int] = {}
        self._all: dict[str, list[tuple[str, str]]] = {}
        chosen = topics or {}
        for source in sources():
            named = [f"{KEPT}{one}" for one in asked.getlist(source.key)] if asked else []
            self.fields[source.key] = forms.BooleanField(
                label=str(source.label), required=False, initial=source.key in chosen or bool(named)
            )
            self._add_searches(source, named, chosen.get(source.key, ()))
            for choices in source.choices:
                self._add_filters(f"{source.key}-{choices.key}", choices, chosen.get(source.key, ()))

    def _add_searches(self, source: Source, named: Sequence[str], chosen: Sequence[str]) -> None:
        """A tick for each search: those kept, the one just asked for, and those that are being sent."""
        name = f"{source.key}-{SEARCHES}"
        sent = self.data.getlist(name) if isinstance(self.data, QueryDict) else []
        kept = source.kept([*chosen, *named, *sent])
        if kept and source.search:
            self._all[name] = [(one, source.search_words(one)) for one in kept]
            self.fields[name] = forms.MultipleChoiceField(
                label=str(source.search.label),
                choices=self._all[name],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=source.kept([*chosen, *named]),
            )

    def _add_filters(self, name: str, choices: Choices, chosen: Sequence[str]) -> None:
        values = [(str(value), str(label)) for value, label in choices.options()]
        if not values:  # a city whose quarters are not entered yet
            return
        self._all[name] = values
        known = {value for value, _label in values}
        field = forms.MultipleChoiceField(
            label=str(choices.label),
            choices=values,
            required=False,
            help_text=str(choices.help),
            widget=forms.CheckboxSelectMultiple,
            initial=[value for value in chosen if value in known],
        )
        self.fields[name] = field
        if words := self.words.get(name, "").strip():
            why = choices.find(words) if choices.find else {}
            fitting = {value for value, label in values if names(label, words)} | set(why)
            self.found[name] = len(fitting & known)
            field.widget.choices = [
                (value, label if names(label, words) or value not in why else f"{label} ({why[value]})")
                for value, label in values
                if value in fitting or value in chosen
            ]

    @classmethod
    def sifted(cls, data: QueryDict, **options: Any) -> Self | None:
        """The form as it was filled in, with its lists searched; None when no search was asked for."""
        lists = [f"{one.key}-{choices.key}" for one in sources() for choices in one.choices]
        words = {name: data.get(f"{name}-words", "")[:60] for name in lists}
        asked = "find" in data or any(words[name] != data.get(f"{name}-searched", "") for name in lists)
        if not asked:
            return None
        topics = {
            source.key: [
                value
                for key in (SEARCHES, *(choices.key for choices in source.choices))
                for value in data.getlist(f"{source.key}-{key}")
            ]
            for source in sources()
        }
        kept = {key: values for key, values in topics.items() if values or key in data}
        return cls(topics=kept, words=words, initial={"email": data.get("email", "")}, **options)

    def rows(self) -> Iterator[tuple[BoundField, list[FilterRow]]]:
        """Each source with its filters; those that are ticked, wrong or searched are shown open."""
        for source in sources():
            wanted = [f"{source.key}-{key}" for key in (SEARCHES, *(one.key for one in source.choices))]
            yield self[source.key], [self._row(name) for name in wanted if name in self.fields]

    def _row(self, name: str) -> FilterRow:
        bound, words = self[name], self.words.get(name, "").strip()
        is_open = bool(bound.value()) or bool(bound.errors) or bool(words)
        return FilterRow(bound, is_open, len(self._all[name]) >= LONG, words, self.found.get(name))

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        # an address that is wrong too is told at the same time
        if set(self.errors) <= {"email"} and not self.topics():
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
