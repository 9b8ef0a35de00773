"""The yearly confirmation of an entry: each requirement again, and one declaration (DPR 445/2000 art. 47)."""

from collections.abc import Mapping, Sequence
from typing import Any

from manifattura.calls.domain.edition import Declaration, FieldType, FormField, FormSection, Requirement
from manifattura.calls.domain.messages import gettext_noop

STILL = Declaration(
    key="still",
    title="I requisiti ci sono ancora",
    text="Dichiaro che le risposte qui sopra sono vere e che, dove ho risposto sì, il requisito c’è anche oggi. So che chi "
    "dichiara il falso perde l’iscrizione (DPR 445/2000, art. 75) e ne risponde anche penalmente (art. 76).",
    law="DPR 445/2000, art. 47",
)
OF_THE_APPLICATION = ("in_time", "declarations", "files", "stamp_duty")
CHANGED = gettext_noop("Che cosa è cambiato nell’ultimo anno")
CHANGED_HELP = gettext_noop("Macchine, orari, persone, spazi. Se non è cambiato niente, lascia vuoto.")
UPDATED = gettext_noop("Documenti aggiornati")
UPDATED_HELP = gettext_noop("Per esempio la polizza di responsabilità civile rinnovata.")
OUR_TEXTS = frozenset({CHANGED, CHANGED_HELP, UPDATED, UPDATED_HELP})
CHANGES = "changes"
FILES = "files"


def requirement_field(key: str) -> str:
    """The key of the question on a requirement."""
    return f"has-{key}"[:40]


def lasting(requirements: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Requirements that may be lost with time: not those about the application itself and how it was sent."""
    return tuple(row for row in requirements if row.automatic not in OF_THE_APPLICATION)


def confirmation_form(requirements: Sequence[Requirement]) -> tuple[FormSection, ...]:
    """One question per requirement, what changed, and the declaration."""
    return (
        FormSection(
            key="requisiti",
            title="I requisiti",
            help="Rispondi sì se il requisito c’è ancora, no se manca.",
            fields=tuple(
                FormField(requirement_field(row.key), FieldType.YES_NO, row.title)
                for row in lasting(requirements)
            ),
        ),
        FormSection(
            key="novita",
            title="Che cosa è cambiato",
            fields=(
                FormField(
                    CHANGES,
                    FieldType.LONG_TEXT,
                    CHANGED,
                    help=CHANGED_HELP,
                    required=False,
                    max_length=2000,
                ),
                FormField(
                    FILES,
                    FieldType.FILE,
                    UPDATED,
                    help=UPDATED_HELP,
                    required=False,
                    accept=("pdf", "jpg", "png"),
                    max_files=5,
                ),
            ),
        ),
        FormSection(
            key="dichiarazione",
            title="Dichiarazione",
            fields=(FormField("declares_still", FieldType.DECLARATION, STILL.title, declaration=STILL.key),),
        ),
    )


def lost(answers: Mapping[str, Any], requirements: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Requirements that the firm says it has no more."""
    return tuple(row for row in lasting(requirements) if answers.get(requirement_field(row.key)) is False)
