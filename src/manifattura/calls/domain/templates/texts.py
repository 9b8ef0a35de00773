"""Paragraphs and checklist lines that the sample calls share."""

from ..edition import Requirement, TieBreaker

HOW_TO_APPLY = (
    "Fai prima la prova dei requisiti: dura due minuti. Poi accedi e compila la domanda qui, anche dal telefono. Si salva "
    "da sola e la puoi riprendere quando vuoi, anche insieme a un collega. Le dichiarazioni le conferma solo chi "
    "rappresenta l’impresa. Prima dell’invio rileggi tutto in una pagina. Dopo l’invio ricevi subito la ricevuta. Fino "
    "alla scadenza puoi ritirare la domanda e inviarne una nuova."
)
PRIVACY = (
    "Usiamo i tuoi dati solo per questo bando: per controllare i requisiti, valutare il progetto, pagare il contributo e "
    "fare i controlli di legge (Reg. UE 2016/679, art. 6 par. 1 lett. e). Li tratta l’ufficio responsabile; chi sta in "
    "commissione vede solo ciò che deve valutare. Pubblichiamo i dati che la legge chiede su graduatoria e contributi "
    "(D.Lgs 33/2013, art. 26 e 27). Puoi chiedere all’ufficio di vedere, correggere o limitare i tuoi dati."
)
PAYMENT = (
    "Paghi le spese con mezzi tracciabili e ogni fattura riporta il codice CUP. Il contributo si paga solo dopo la "
    "pubblicazione dell’atto di concessione. Se vuoi cambiare il progetto, chiedi prima all’ufficio."
)
DRAW = TieBreaker(
    by="draw",
    seed_rule=(
        "Sorteggio pubblico, solo se la parità resta. Il seme sono i cinque numeri del Lotto, ruota Nazionale, "
        "dell’estrazione futura che annunciamo convocando la seduta, nell’ordine di uscita e separati da un trattino. Il "
        "momento di invio non conta."
    ),
)

IN_TIME = Requirement("in_time", "La domanda è arrivata entro la scadenza", "Ricevuta", "in_time")
DECLARATIONS_MADE = Requirement(
    "declarations", "Le dichiarazioni ci sono tutte", "Domanda: Dichiarazioni", "declarations"
)
FILES_THERE = Requirement("files", "Gli allegati obbligatori ci sono tutti", "Domanda: Documenti", "files")
AREA = Requirement("area", "La sede è nell’area del bando", "Domanda: La sede", "area")
SIZE = Requirement("size", "La dimensione è fra quelle ammesse", "Scheda dell’impresa; visura", "size")
COST_RANGE = Requirement(
    "cost_range", "Il costo del progetto è entro i limiti", "Domanda: Le spese", "cost_range"
)
ROOM_FOR_AID = Requirement(
    "de_minimis",
    "L’aiuto sta nel massimale de minimis",
    "Domanda: L’impresa; visura del Registro aiuti (RNA)",
)
STANDING = Requirement("good_standing", "Impresa attiva, senza procedure concorsuali", "Visura camerale")
CONTRIBUTIONS = Requirement("durc", "I contributi sono in regola", "DURC chiesto dall’ufficio")
QUOTES = Requirement("quotes", "I preventivi corrispondono alle spese", "Domanda: Le spese; Preventivi")
STAMP = Requirement(
    "stamp_duty",
    "La marca da bollo è valida, o c’è il motivo di esenzione",
    "Domanda: Documenti",
    "stamp_duty",
)
CHECKED_BY_SYSTEM = (IN_TIME, DECLARATIONS_MADE, FILES_THERE, SIZE, COST_RANGE)
"""What the system says of an application of any call; a person may say otherwise."""
