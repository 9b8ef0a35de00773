"""What an application registered as it came lacks, put together by what the office can do about it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ..queries.gaps import Gap, Way


def gap_lines(gaps: Sequence[Gap]) -> list[tuple[str, list[str]]]:
    """(what can be done, the questions) for each way that there is."""
    words = {
        Way.ASK: _("Si chiedono all’impresa:"),
        Way.DECLARE: _("Si chiede la dichiarazione firmata:"),
        Way.FOLLOW: _("Si calcolano dalle altre risposte: si corregge la risposta da cui vengono."),
        Way.NEVER: _(
            "Sono del progetto da valutare, quindi ora non si possono chiedere. Se la domanda si valuta anche senza, metti "
            "Sì a «La domanda è completa» e scrivi perché:"
        ),
        Way.AMOUNT: _(
            "Dicono quanto si chiede, e ora non si possono chiedere. Senza, la domanda non si può ammettere: metti No a «La "
            "domanda è completa» e scrivi perché:"
        ),
    }
    listed = [(text, [gap.label for gap in gaps if gap.way is way]) for way, text in words.items()]
    return [(text, labels) for text, labels in listed if labels]
