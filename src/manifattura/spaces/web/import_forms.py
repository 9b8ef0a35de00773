"""What an officer fills in to bring a table in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from manifattura.kernel.tables.kinds import Kind

from ..queries.table_imports import LARGEST_MB


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("Che cosa contiene"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Il file"),
        help_text=_(
            "XLSX o CSV, fino a 10 MB e 10.000 righe. Le colonne si riconoscono dal loro nome, in qualsiasi ordine."
        ),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={"empty": _("Il file è vuoto.")},
    )

    def __init__(self, *args: Any, kinds: Sequence[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind.key, kind.title) for kind in kinds]
        if len(kinds) == 1:
            field.initial = kinds[0].key

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_MB * 1024 * 1024:
            raise forms.ValidationError(
                _("Il file è troppo grande: al massimo 10 MB. Dividilo in più file."), code="large"
            )
        return file
