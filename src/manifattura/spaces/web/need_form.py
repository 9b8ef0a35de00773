"""What an activity needs, as the person writes it; field names stand in the address that people share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.kernel.clock import today
from manifattura.kernel.parameters import legal_parameter
from manifattura.ui.forms import NumberField

from ..domain.activities import PROFILES, Noise, Process
from ..domain.fit import Need
from ..domain.machines import Machines, read_machines
from ..queries import words

MOST_PEOPLE = 500
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("Che cosa fai"), ("attivita", "persone", "macchine", "rumore")),
    (gettext_lazy("Quanto spazio e quanto spendi"), ("mq", "canone")),
    (gettext_lazy("Le macchine chiedono"), ("kw", "altezza", "carico", "porta")),
    (gettext_lazy("Servono"), ("trifase", "gas", "acqua", "scarico", "montacarichi")),
)
UNITS = {"mq": "m²", "canone": "€", "kw": "kW", "altezza": "m", "carico": "kg/m²", "porta": "m"}


def _measure(label: Any, most: int, help_text: Any = "") -> NumberField:
    return NumberField(label=label, required=False, min_value=0, max_value=most, help_text=help_text)


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class NeedForm(forms.Form):
    """Nothing is required; what is left empty is not asked of the spaces."""

    attivita = forms.ChoiceField(
        label=gettext_lazy("Attività"),
        required=False,
        choices=[
            ("", gettext_lazy("Non lo dico")),
            *((one.value, word) for one, word in words.PROCESSES.items()),
        ],
    )
    persone = _measure(gettext_lazy("Quante persone ci lavorano"), MOST_PEOPLE)
    macchine = forms.CharField(
        label=gettext_lazy("Macchine"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Una per riga, con i kW alla fine: «Sega a nastro 2,2 trifase»."),
        widget=forms.Textarea({"rows": 3}),
    )
    rumore = forms.ChoiceField(
        label=gettext_lazy("Quanto rumore"),
        required=False,
        choices=[
            ("", gettext_lazy("Come di solito per questa attività")),
            *((one.value, word) for one, word in words.NOISES.items()),
        ],
    )
    mq = _measure(gettext_lazy("Ti servono almeno"), 100_000)
    canone = _measure(gettext_lazy("Puoi spendere all’anno al massimo"), 10_000_000)
    kw = _measure(
        gettext_lazy("Potenza elettrica"),
        10_000,
        gettext_lazy("Solo se non hai scritto le macchine una per una."),
    )
    altezza = _measure(gettext_lazy("Altezza"), 50)
    carico = _measure(gettext_lazy("Peso sul pavimento"), 100_000)
    porta = _measure(gettext_lazy("Larghezza della macchina più grande"), 50)
    trifase = _tick(gettext_lazy("Corrente trifase"))
    gas = _tick(gettext_lazy("Gas"))
    acqua = _tick(gettext_lazy("Acqua"))
    scarico = _tick(gettext_lazy("Un posto per carico e scarico"))
    montacarichi = _tick(gettext_lazy("Un montacarichi"))
    machines: Machines = Machines(None, three_phase=False, unread=())

    def groups(self) -> list[tuple[Any, list[tuple[forms.BoundField, str]]]]:
        """(heading, its fields with their units), for the page."""
        return [(title, [(self[name], UNITS.get(name, "")) for name in names]) for title, names in GROUPS]

    def clean_persone(self) -> int | None:
        people = self.cleaned_data["persone"]
        if people is not None and people != int(people):
            raise forms.ValidationError(_("Scrivi un numero intero di persone."), code="whole")
        return None if people is None else int(people)

    def clean_macchine(self) -> str:
        self.machines = read_machines(self.cleaned_data["macchine"])
        if self.machines.unread:
            lines = ", ".join(map(str, self.machines.unread[:10]))
            raise forms.ValidationError(
                _("Alla riga %(lines)s mancano i kW: scrivili alla fine.") % {"lines": lines}, code="kw"
            )
        return str(self.cleaned_data["macchine"])

    def need(self) -> Need:
        """Of a valid form."""
        given, day = self.cleaned_data, today()
        process = Process(given["attivita"]) if given["attivita"] else None
        usual = PROFILES[process].noise if process else Noise.QUIET
        return Need(
            process=process,
            people=given["persone"],
            floor_each=legal_parameter("workplace.floor_per_person", day).amount,
            volume_each=legal_parameter("workplace.volume_per_person", day).amount,
            noise=Noise(given["rumore"]) if given["rumore"] else usual,
            least_m2=given["mq"],
            most_rent=given["canone"],
            power_kw=given["kw"] if self.machines.kw is None else self.machines.kw,
            clear_height_m=given["altezza"],
            floor_load_kg=given["carico"],
            door_width_m=given["porta"],
            three_phase=given["trifase"] or self.machines.three_phase,
            gas=given["gas"],
            water=given["acqua"],
            loading_bay=given["scarico"],
            lift=given["montacarichi"],
        )
