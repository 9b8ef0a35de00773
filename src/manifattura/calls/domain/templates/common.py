"""Parts that the sample templates share: declarations by law, requirements, recurring questions."""

from ..edition import Declarant, Declaration, FieldType, FormField, Option, Requirement

PRIVACY = (
    "Usiamo i tuoi dati solo per questo bando: per controllare i requisiti, valutare il progetto, pagare il contributo "
    "e pubblicare ciò che la legge chiede. Li tratta l’ufficio che gestisce il bando; i commissari vedono solo ciò che "
    "devono valutare. Puoi chiedere di vederli, correggerli o limitarne l’uso. Base giuridica: art. 6 par. 1 lett. e "
    "del Regolamento (UE) 2016/679."
)
HOW_TO_APPLY = (
    "La domanda si compila qui, anche dal telefono. Si salva da sola: puoi interromperla e riprenderla quando vuoi, "
    "anche insieme a un collega. Le dichiarazioni le conferma solo chi rappresenta l’impresa. Prima dell’invio rileggi "
    "tutto in una pagina sola. Dopo l’invio ricevi subito la ricevuta. Fino alla scadenza puoi ritirare la domanda e "
    "inviarne un’altra."
)

_FALSE = (
    " So che una dichiarazione falsa fa perdere il contributo (DPR 445/2000, art. 75) ed è punita dalla legge penale "
    "(art. 76)."
)

REQUIREMENTS_HELD = Declaration(
    key="requisiti",
    title="Requisiti per partecipare",
    text="Dichiaro che l’impresa ha i requisiti chiesti dal bando alla data di invio della domanda, o che li avrà prima di "
    "accettare il contributo quando il bando lo permette." + _FALSE,
    law="DPR 445/2000, art. 46 e 47",
    facts=("seat", "seat_state"),
)
GOOD_STANDING = Declaration(
    key="regolarita",
    title="Regolarità dell’impresa",
    text="Dichiaro che l’impresa è attiva, non è in liquidazione né sottoposta a procedure concorsuali, è in regola con i "
    "contributi previdenziali e assicurativi e con le norme sulla sicurezza del lavoro. I dati INPS e INAIL per il DURC "
    "li chiede l’ufficio." + _FALSE,
    law="DPR 445/2000, art. 46; DM 30 gennaio 2015",
    declarant=Declarant.EACH_MEMBER,
)
CRIMINAL_RECORD = Declaration(
    key="condanne",
    title="Assenza di condanne e divieti",
    text="Dichiaro che chi rappresenta l’impresa non ha condanne definitive che vietano di avere rapporti con la pubblica "
    "amministrazione e che non ci sono cause di divieto, decadenza o sospensione previste dalla normativa antimafia."
    + _FALSE,
    law="DPR 445/2000, art. 46; D.Lgs 159/2011, art. 67",
    declarant=Declarant.EACH_MEMBER,
)
DE_MINIMIS = Declaration(
    key="de-minimis",
    title="Aiuti de minimis",
    text="Dichiaro di sapere che il contributo è un aiuto de minimis e che l’impresa unica di cui faccio parte non può "
    "riceverne oltre il massimale nei tre anni che precedono la concessione. Se il nuovo aiuto lo supera, potrò ridurre "
    "la richiesta o rinunciare prima della concessione." + _FALSE,
    law="Reg. (UE) 2023/2831, art. 3; DPR 445/2000, art. 47",
    declarant=Declarant.EACH_MEMBER,
    facts=("expenses",),
)
NO_DOUBLE_FUNDING = Declaration(
    key="cumulo",
    title="Nessun doppio finanziamento",
    text="Dichiaro che per le stesse spese non ho chiesto né ricevuto altri contributi pubblici, oppure che la somma resta "
    "entro il costo della spesa e i limiti di cumulo." + _FALSE,
    law="D.Lgs 184/2025, art. 13; DPR 445/2000, art. 47",
    facts=("expenses",),
)
EXPENSES_TRUE = Declaration(
    key="spese",
    title="Spese del progetto",
    text="Dichiaro che le spese indicate servono al progetto, sono al netto dell’IVA che posso recuperare e cominciano dopo "
    "l’invio di questa domanda." + _FALSE,
    law="DPR 445/2000, art. 47",
    facts=("expenses", "start_on"),
)
PRIVACY_READ = Declaration(
    key="privacy",
    title="Informativa sui dati personali",
    text="Ho letto l’informativa sul trattamento dei dati personali di questo bando.",
    law="Reg. (UE) 2016/679, art. 13",
)
DECLARATIONS = (
    REQUIREMENTS_HELD,
    GOOD_STANDING,
    CRIMINAL_RECORD,
    DE_MINIMIS,
    NO_DOUBLE_FUNDING,
    EXPENSES_TRUE,
    PRIVACY_READ,
)

REQUIREMENTS = (
    Requirement("in-tempo", "La domanda è arrivata in tempo", "Avviso: scadenza", "in_time"),
    Requirement("ateco", "L’attività è fra quelle ammesse", "Avviso: a chi è rivolto; visura", "ateco"),
    Requirement("area", "La sede del progetto è nell’area del bando", "Domanda: la sede", "area"),
    Requirement("dimensione", "L’impresa ha la dimensione ammessa", "Avviso: a chi è rivolto", "size"),
    Requirement("spesa", "La spesa è entro i limiti del bando", "Domanda: le spese", "cost_range"),
    Requirement("dichiarazioni", "Le dichiarazioni ci sono tutte", "Domanda: dichiarazioni", "declarations"),
    Requirement("allegati", "Gli allegati obbligatori ci sono tutti", "Domanda: documenti", "files"),
)

AREA = Requirement("area", "La sede del progetto è nell’area del bando", "Domanda: la sede", "area")


def declared_in_form(declarations: tuple[Declaration, ...]) -> tuple[FormField, ...]:
    """The fields that hold the declarations, in their order."""
    return tuple(
        FormField(
            key=f"dichiara-{declaration.key}",
            type=FieldType.DECLARATION,
            label=declaration.title,
            declaration=declaration.key,
            shown_if=declaration.shown_if,
        )
        for declaration in declarations
    )


def stamp_duty_fields() -> tuple[FormField, ...]:
    """The revenue stamp of the application: its number, or why none is due."""
    paid = {"op": "eq", "field": "stamp_duty", "value": "pagata"}
    exempt = {"op": "eq", "field": "stamp_duty", "value": "esente"}
    return (
        FormField(
            key="stamp_duty",
            type=FieldType.CHOICE,
            label="Marca da bollo",
            help="La domanda è soggetta a imposta di bollo. Alcuni enti sono esenti per legge.",
            options=(Option("pagata", "Ho comprato la marca da bollo"), Option("esente", "Sono esente")),
        ),
        FormField(
            key="stamp_number",
            type=FieldType.TEXT,
            label="Numero della marca",
            help="Le 14 cifre stampate sulla marca. Conservala: non la puoi usare per altri atti.",
            max_length=14,
            shown_if=paid,
        ),
        FormField(key="stamp_on", type=FieldType.DATE, label="Data della marca", shown_if=paid),
        FormField(
            key="stamp_exemption",
            type=FieldType.TEXT,
            label="Perché sei esente",
            help="Per esempio: ente del Terzo settore, art. 82 c. 5 D.Lgs 117/2017.",
            max_length=200,
            shown_if=exempt,
        ),
    )


def file_field(key: str, label: str, text: str, *, required: bool = True, max_files: int = 1) -> FormField:
    """A question answered with PDF files."""
    return FormField(
        key=key,
        type=FieldType.FILE,
        label=label,
        help=text,
        required=required,
        accept=("pdf",),
        max_files=max_files,
        max_megabytes=10,
    )


def long_text(key: str, label: str, text: str, length: int = 2500) -> FormField:
    """An answer in paragraphs, with its limit."""
    return FormField(key=key, type=FieldType.LONG_TEXT, label=label, help=text, max_length=length)


def seat_fields() -> tuple[FormField, ...]:
    """Where the project happens, and whether the seat exists already."""
    to_open = {"op": "eq", "field": "seat_state", "value": "da-aprire"}
    return (
        FormField(
            key="seat",
            type=FieldType.SEAT,
            label="Sede del progetto",
            help="L’indirizzo dove userai ciò che compri. Se non hai ancora il locale, indica almeno il quartiere.",
        ),
        FormField(
            key="seat_state",
            type=FieldType.CHOICE,
            label="La sede è già aperta?",
            options=(
                Option("aperta", "Sì, lavoro già lì"),
                Option("da-aprire", "No, la apro con il progetto"),
            ),
        ),
        FormField(
            key="seat_opens_on",
            type=FieldType.DATE,
            label="Quando la apri",
            help="Deve essere aperta prima che tu accetti il contributo.",
            shown_if=to_open,
        ),
    )
