"""Self-declarations that the sample calls share: one text each, one tick each (DPR 445/2000 art. 46-47)."""

from ..edition import APPLICANT_RECORD, Declarant, Declaration, Expression, FieldType, FormField, FormSection

WARNING = (
    " So che chi dichiara il falso perde il contributo (DPR 445/2000, art. 75) "
    "e ne risponde anche penalmente (art. 76)."
)
TO_BE_FOUNDED: Expression = {"op": "eq", "field": "applicant.kind", "value": "firm_to_be"}
FOUNDED: Expression = {"op": "ne", "field": "applicant.kind", "value": "firm_to_be"}
REGISTERED: Expression = {
    "op": "in",
    "field": "applicant.kind",
    "value": ["firm", "non_profit", "grouping"],
}

PLACE = Declaration(
    key="requirements",
    title="Requisiti e sede del progetto",
    text="Dichiaro di avere i requisiti chiesti dal bando alla data di invio della domanda. La sede del progetto è quella "
    "che ho indicato. Se è da aprire, la apro prima di accettare il contributo." + WARNING,
    law="DPR 445/2000, art. 46 e 47",
    facts=("seat", "seat_status", "seat_opens_on"),
)
STANDING = Declaration(
    key="good_standing",
    title="Impresa attiva e assenza di divieti",
    text="Dichiaro che non siamo in liquidazione né in una procedura concorsuale. Chi ci rappresenta non ha condanne "
    "definitive che vietano di avere rapporti con la pubblica amministrazione. Non ci sono cause di divieto, decadenza "
    "o sospensione previste dalle norme antimafia." + WARNING,
    law="DPR 445/2000, art. 46; D.Lgs 159/2011, art. 67",
    declarant=Declarant.EACH_MEMBER,
)
CONTRIBUTIONS = Declaration(
    key="durc",
    title="Contributi in regola (DURC)",
    text="Dichiaro che siamo in regola con i contributi INPS e INAIL e con le norme sulla sicurezza del lavoro. "
    "Il DURC, cioè il documento che lo attesta, lo chiede l’ufficio." + WARNING,
    law="DPR 445/2000, art. 46; DM 30 gennaio 2015",
    declarant=Declarant.EACH_MEMBER,
    facts=("social_security",),
    shown_if=FOUNDED,
)
SIZE = Declaration(
    key="size",
    title="Dimensione dell’impresa",
    text="Dichiaro che la dimensione scritta nella scheda dell’impresa (micro, piccola o media) è giusta. L’ho calcolata "
    "su persone occupate e fatturato o bilancio, contando anche le imprese associate e collegate." + WARNING,
    law="Raccomandazione 2003/361/CE; DM 18 aprile 2005; DPR 445/2000, art. 47",
    declarant=Declarant.EACH_MEMBER,
    facts=("workers", APPLICANT_RECORD),
    shown_if=FOUNDED,
)
DE_MINIMIS = Declaration(
    key="de_minimis",
    title="Aiuti de minimis",
    text="Dichiaro che il totale degli aiuti de minimis indicato è giusto. Conta quelli concessi nei tre anni che precedono "
    "oggi all’impresa unica, cioè anche alle imprese collegate, pure se non ancora incassati. So che il massimo è di "
    "300.000 euro in tre anni. Se il nuovo aiuto lo supera, prima della concessione posso ridurre la richiesta o "
    "rinunciare." + WARNING,
    law="Reg. (UE) 2023/2831, art. 2 e 3; DPR 445/2000, art. 47",
    declarant=Declarant.EACH_MEMBER,
    facts=("de_minimis_received",),
)
COSTS = Declaration(
    key="costs",
    title="Spese del progetto",
    text="Dichiaro che le spese indicate servono al progetto e cominciano dopo l’invio di questa domanda. Sono senza l’IVA "
    "che posso recuperare. Per le stesse spese non ho altri contributi pubblici, oppure la somma resta entro il costo e "
    "i limiti di cumulo." + WARNING,
    law="DPR 445/2000, art. 47; D.Lgs 184/2025, art. 13",
    facts=("expenses",),
)
INSURANCE = Declaration(
    key="insurance",
    title="Assicurazione contro le calamità naturali",
    text="Dichiaro che abbiamo la polizza contro i danni da calamità naturali chiesta dalla legge, oppure che la legge non "
    "ce la chiede. L’avremo comunque in regola alla concessione." + WARNING,
    law="L. 213/2023, art. 1 c. 101-102; D.Lgs 184/2025, art. 9; DPR 445/2000, art. 47",
    declarant=Declarant.EACH_MEMBER,
    shown_if=REGISTERED,
)
FOUNDATION = Declaration(
    key="foundation",
    title="Impresa da costituire",
    text="Mi impegno a costituire l’impresa entro 3 mesi dalla concessione, con la sede e l’attività indicate qui. "
    "So che altrimenti perdo il contributo." + WARNING,
    law="DPR 445/2000, art. 47",
    facts=("seat",),
    shown_if=TO_BE_FOUNDED,
)
PRIVACY_READ = Declaration(
    key="privacy",
    title="Informativa sui dati personali",
    text="Ho letto come usate i dati personali per questo bando.",
    law="Reg. (UE) 2016/679, art. 13",
)


def declarations_section(declarations: tuple[Declaration, ...]) -> FormSection:
    """The last step: one field per declaration, in their order, shown when the declaration applies."""
    return FormSection(
        key="dichiarazioni",
        title="Dichiarazioni",
        help="Sostituiscono i certificati. Le conferma, una per una, chi rappresenta l’impresa: un collega non può farlo.",
        fields=tuple(
            FormField(
                key=f"declares_{declaration.key}",
                type=FieldType.DECLARATION,
                label=declaration.title,
                shown_if=declaration.shown_if,
                declaration=declaration.key,
            )
            for declaration in declarations
        ),
    )
