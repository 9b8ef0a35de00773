"""Questions of the form that the sample calls share."""

from decimal import Decimal

from ..edition import Expression, FieldType, FormField, FormSection, Option
from ..prefills import EARLIER
from ..stamp_grounds import GROUNDS
from .declarations import FOUNDED

ZERO = Decimal("0.00")


def yes(field: str) -> Expression:
    """The condition "answered yes"."""
    return {"op": "eq", "field": field, "value": True}


def is_option(field: str, key: str) -> Expression:
    """The condition "this option was chosen"."""
    return {"op": "eq", "field": field, "value": key}


def story(
    key: str, label: str, hint: str, length: int = 2000, *, shown_if: Expression | None = None
) -> FormField:
    """An answer in paragraphs, with its longest length in characters."""
    return FormField(
        key=key, type=FieldType.LONG_TEXT, label=label, help=hint, max_length=length, shown_if=shown_if
    )


def yes_no(key: str, label: str, hint: str) -> FormField:
    """A question answered yes or no."""
    return FormField(key=key, type=FieldType.YES_NO, label=label, help=hint)


def number(key: str, label: str, hint: str, least: int, most: int) -> FormField:
    """A number between two limits, both included."""
    return FormField(
        key=key,
        type=FieldType.NUMBER,
        label=label,
        help=hint,
        min_value=Decimal(least),
        max_value=Decimal(most),
    )


def pdf(key: str, label: str, hint: str, *, required: bool = False, most: int = 1) -> FormField:
    """A question answered with PDF files, 10 MB each."""
    return FormField(
        key=key,
        type=FieldType.FILE,
        label=label,
        help=hint,
        required=required,
        accept=("pdf",),
        max_files=most,
    )


TITLE = FormField(
    key="project_title",
    type=FieldType.TEXT,
    label="Titolo del progetto",
    help="Breve, come lo diresti a voce.",
    max_length=120,
)
PLANNED = is_option("seat_status", "planned")
SEAT = (
    FormField(
        key="seat",
        type=FieldType.SEAT,
        label="Sede del progetto",
        help="Il luogo dove userai ciò che compri. Il quartiere (NIL) e il municipio decidono se sei nell’area del bando.",
    ),
    FormField(
        key="seat_status",
        type=FieldType.CHOICE,
        label="La sede è già aperta?",
        options=(Option("open", "Sì, lavoriamo già lì"), Option("planned", "No, la apriamo con il progetto")),
    ),
    FormField(
        key="seat_opens_on",
        type=FieldType.DATE,
        label="Quando pensi di aprirla",
        help="Deve aprire prima che tu accetti il contributo.",
        shown_if=PLANNED,
    ),
)
FIRM_FACTS = (
    FormField(
        key="workers",
        type=FieldType.NUMBER,
        label="Persone occupate nell’ultimo anno",
        help="In unità di lavoro (ULA): chi lavora a metà tempo vale 0,5. Conta anche le imprese collegate.",
        min_value=ZERO,
        max_value=Decimal(249),
        shown_if=FOUNDED,
        prefill="employees",
    ),
    FormField(
        key="social_security",
        type=FieldType.TEXT,
        label="Posizioni INPS e INAIL",
        help="Matricola INPS e codice ditta INAIL: servono all’ufficio per il DURC. Se non li hai, scrivi a quale cassa versi.",
        required=False,
        max_length=160,
        shown_if=FOUNDED,
        prefill=EARLIER,
    ),
    FormField(
        key="de_minimis_received",
        type=FieldType.MONEY,
        label="Aiuti de minimis degli ultimi tre anni",
        help="Importo lordo già concesso, anche se non incassato, imprese collegate comprese. Se non ne hai, scrivi 0.",
        min_value=ZERO,
    ),
)


def expenses_section(options: tuple[Option, ...], *more: FormField) -> FormSection:
    """The table of expenses, whose total gives the cost of the project and the aid."""
    table = FormField(
        key="expenses",
        type=FieldType.EXPENSES,
        label="Spese del progetto",
        help="Una riga per ogni spesa, come nel preventivo.",
        options=options,
    )
    return FormSection(
        key="spese",
        title="Le spese",
        help="Importi senza l’IVA che puoi recuperare. Il contributo si calcola da solo.",
        fields=(table, *more),
    )


def documents_section(*more: FormField) -> FormSection:
    """Quotes, whatever else the call asks, power of attorney, stamp duty."""
    return FormSection(
        key="documenti",
        title="Documenti",
        help="La visura e il DURC li chiede l’ufficio: non devi allegarli.",
        fields=(
            pdf(
                "quotes",
                "Preventivi",
                "Un PDF per ogni preventivo, fino a 10 file.",
                required=True,
                most=10,
            ),
            *more,
            pdf("proxy", "Procura", "Solo se invia la domanda una persona delegata."),
            *STAMP_DUTY,
        ),
    )


STAMP_DUTY = (
    FormField(
        key="stamp_duty",
        type=FieldType.STAMP_DUTY,
        label="Marca da bollo",
        help="La domanda paga l’imposta di bollo. Alcuni enti sono esenti per legge.",
        options=GROUNDS,
    ),
)
