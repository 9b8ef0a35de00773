"""Forms of the reports: the public's and the office's."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..domain.reports import LONGEST_ANSWER, LONGEST_REPORT, ReportTopic

TOPICS = (
    (ReportTopic.NOT_WORKING, _("Qualcosa non funziona")),
    (ReportTopic.WRONG_TEXT, _("Un'informazione è sbagliata o non si capisce")),
    (ReportTopic.ACCESSIBILITY, _("Non riesco a usare la pagina (accessibilità)")),
    (ReportTopic.CALL, _("Un problema con un bando o una domanda")),
    (ReportTopic.OTHER, _("Altro")),
)


class ReportForm(forms.Form):
    topic = forms.ChoiceField(
        label=_("Di che cosa si tratta"),
        choices=TOPICS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli di che cosa si tratta.")},
    )
    text = forms.CharField(
        label=_("Che cosa succede"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_REPORT,
        help_text=_(
            "Che cosa volevi fare e che cosa hai visto. Non scrivere dati personali tuoi o di altri."
        ),
        error_messages={"required": _("Scrivi che cosa succede.")},
    )
    page = forms.CharField(
        label=_("Indirizzo della pagina"),
        max_length=300,
        required=False,
        help_text=_("Copialo dalla barra del browser, se riguarda una pagina."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reply_email = forms.EmailField(
        label=_("E-mail per la risposta"),
        required=False,
        help_text=_("La usiamo solo per risponderti e poi la cancelliamo."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Scrivi un indirizzo e-mail completo, per esempio nome@esempio.it.")},
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Risposta"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_ANSWER,
        help_text=_("La legge chi ha il codice della segnalazione. Non si può cambiare dopo."),
        error_messages={"required": _("Scrivi la risposta.")},
    )
