"""How the faults of a table read: what is wrong with the value, and what to do about it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .faults import Fault

# each pair: what is wrong, what to do
WORDS: dict[str, tuple[Promise, Promise]] = {
    "required": (_("Manca un dato obbligatorio."), _("Scrivilo nella cella.")),
    "no_identity": (
        _("Nessuna colonna dice il codice della riga."),
        _("Aggiungila al file, o scegli qual è con «Correggi le colonne»."),
    ),
    "expected": (_("La cella è vuota."), _("Se lo sai, scrivilo: chi cerca uno spazio lo chiede.")),
    "not_known": (_("«%(value)s» vuol dire che non si sa: resta vuoto."), _("Completalo quando lo sai.")),
    "formula": (_("C’è una formula senza risultato: «%(value)s»."), _("Incolla il valore al posto della formula.")),
    "formula_text": (_("Il testo sembra una formula: «%(value)s»."), _("Viene tenuto come testo: controlla che sia quello che volevi scrivere.")),
    "number": (_("«%(value)s» non è un numero."), _("Scrivi solo il numero, per esempio 1.250,50.")),
    "unit": (_("«%(value)s»: l’unità non è quella della colonna."), _("Converti il valore e scrivi solo il numero.")),
    "with_unit": (_("«%(value)s» ha l’unità nella cella: letto lo stesso."), _("Scrivi solo il numero.")),
    "english_number": (_("«%(value)s» è scritto all’inglese: letto come %(read)s."), _("Controlla il valore.")),
    "scientific": (_("«%(value)s» è in notazione scientifica: le cifre si sono perse."), _("Formatta la colonna come testo e riscrivi il numero.")),
    "range": (_("«%(value)s» è un intervallo, non un numero."), _("Scrivi un numero solo.")),
    "not_positive": (_("«%(value)s» deve essere maggiore di zero."), _("Correggi il numero.")),
    "negative": (_("«%(value)s» non può essere negativo."), _("Correggi il numero.")),
    "too_low": (_("«%(value)s» è troppo piccolo."), _("Correggi il numero.")),
    "whole": (_("«%(value)s» deve essere un numero intero."), _("Correggi il numero.")),
    "out_of_scale": (_("«%(value)s» è molto grande: di solito non supera %(most)s."), _("Controlla virgola e unità.")),
    "day": (_("«%(value)s» non è una data."), _("Scrivila così: 31/12/2026.")),
    "impossible_day": (_("«%(value)s» è un giorno che non esiste."), _("Correggi la data.")),
    "american_day": (_("«%(value)s» ha mese e giorno scambiati."), _("Scrivi prima il giorno: 31/12/2026.")),
    "undecided_day": (_("«%(value)s» non è una data: resta vuota."), _("Scrivi la data quando è decisa.")),
    "short_year": (_("«%(value)s» ha l’anno di due cifre: letto come %(read)s."), _("Scrivi l’anno con quattro cifre.")),
    "month_only": (_("«%(value)s» non ha il giorno: vale il primo del mese."), _("Aggiungi il giorno, se lo sai.")),
    "year_only": (_("«%(value)s» è solo un anno: vale il primo gennaio."), _("Aggiungi giorno e mese, se li sai.")),
    "future_day": (_("«%(value)s» è nel futuro."), _("Controlla l’anno.")),
    "year": (_("«%(value)s» non è un anno."), _("Scrivilo con quattro cifre.")),
    "future_year": (_("«%(value)s» è nel futuro."), _("Correggi l’anno.")),
    "choice": (_("«%(value)s» non è una voce dell’elenco."), _("Usa una di queste: %(known)s.")),
    "choice_typo": (_("«%(value)s» non è una voce dell’elenco: forse «%(proposal)s»?"), _("Correggi la parola.")),
    "yes_no": (_("«%(value)s» non è né sì né no: resta vuoto."), _("Scrivi sì oppure no.")),
    "postal_code": (_("«%(value)s» non è un CAP."), _("Il CAP ha cinque cifre.")),
    "postal_code_elsewhere": (_("Il CAP %(value)s non è di %(city)s."), _("Controlla CAP e indirizzo.")),
    "elsewhere": (_("L’indirizzo è a %(value)s, fuori da %(city)s."), _("Togli la riga o correggi l’indirizzo.")),
    "house_number": (_("L’indirizzo «%(value)s» non ha il numero civico."), _("Aggiungilo.")),
    "area_number": (_("«%(value)s» non è il numero di un’area."), _("Scrivi solo il numero.")),
    "number_with_text": (_("«%(value)s»: letto come %(read)s."), _("Scrivi solo il numero.")),
    "municipio_unknown": (_("Il municipio %(value)s non esiste."), _("Correggi il numero.")),
    "nil_unknown": (_("Il NIL %(value)s non esiste."), _("Correggi il numero.")),
    "nil_name": (_("Il NIL %(value)s si chiama «%(read)s», ma qui c’è scritto «%(name)s»."), _("Controlla quale dei due è giusto.")),
    "nil_point": (_("Il punto non è nel NIL %(value)s: sembra in «%(read)s»."), _("Controlla NIL e coordinate.")),
    "municipio_point": (_("Il punto è lontano dal municipio %(value)s."), _("Controlla municipio e coordinate.")),
    "coordinate": (_("«%(value)s» non è una coordinata."), _("Scrivi gradi con i decimali, per esempio 45,464211.")),
    "coordinates": (_("«%(value)s» non sono due coordinate."), _("Scrivi latitudine e longitudine, per esempio 45,464211; 9,191383.")),
    "position_missing": (_("Mancano le coordinate."), _("Ricavale dall’indirizzo.")),
    "position_half": (_("C’è una sola delle due coordinate."), _("Scrivi anche l’altra, o togli questa.")),
    "position_zero": (_("Le coordinate sono zero: il punto è in mezzo al mare."), _("Scrivi quelle vere, o lascia vuoto.")),
    "position_swapped": (_("Latitudine e longitudine sono scambiate: lette al contrario."), _("Controlla il punto.")),
    "position_whole": (_("Le coordinate hanno perso la virgola: %(value)s."), _("Riscrivile in gradi, per esempio 45,464211.")),
    "position_plane": (_("Le coordinate sono in metri, non in gradi: %(value)s."), _("Convertile in gradi WGS84.")),
    "position_elsewhere": (_("Le coordinate sono lontane dalla città: %(value)s."), _("Correggi le coordinate.")),
    "position_outside": (_("Il punto è fuori da %(city)s: %(value)s."), _("Correggi le coordinate, o togli la riga.")),
    "mojibake": (_("«%(value)s» ha caratteri rovinati: letto come «%(read)s»."), _("Salva il file in UTF-8.")),
    "long_text": (_("Il testo ha %(length)s caratteri: oltre %(kept)s viene tagliato."), _("Accorcialo sotto %(most)s.")),
    "email": (_("«%(value)s» non è un indirizzo email."), _("Correggilo.")),
    "several": (_("«%(value)s»: ci sono più valori, viene preso %(read)s."), _("Lasciane uno solo.")),
    "phone": (_("«%(value)s» non è un numero di telefono: non viene preso."), _("Correggilo.")),
    "phone_number": (_("«%(value)s»: il telefono è stato letto come numero e ha perso cifre; non viene preso."), _("Formatta la colonna come testo e riscrivilo.")),
    "gross_below_net": (_("La superficie lorda è minore di quella netta."), _("Controlla le due superfici.")),
    "repeated": (_("È uguale alla riga %(row)s: conta una volta sola."), _("Togli la riga.")),
    "repeated_alike": (_("È la stessa cosa della riga %(row)s, scritta in modo diverso: conta una volta sola."), _("Togli la riga.")),
    "repeated_differs": (_("La riga %(row)s ha lo stesso numero e dati diversi."), _("Tieni la riga giusta e togli l’altra.")),
    "probable_duplicate": (_("Somiglia molto alla riga %(row)s."), _("Se è la stessa cosa, togli una delle due.")),
    "vat_length": (_("«%(value)s» ha %(digits)s cifre: la partita IVA ne ha 11."), _("Correggi il numero.")),
    "vat_check": (_("La partita IVA «%(value)s» non esiste: la cifra di controllo non torna."), _("Controlla le cifre.")),
    "vat_zeros": (_("La partita IVA è fatta di soli zeri."), _("Scrivi quella vera.")),
    "vat_is_person": (_("«%(value)s» è un codice fiscale, non una partita IVA."), _("Scrivi la partita IVA: ha 11 cifre.")),
    "vat_foreign": (_("«%(value)s» è una partita IVA straniera: non viene presa."), _("Se c’è una sede in Italia, scrivi la partita IVA italiana.")),
    "vat_scientific": (_("«%(value)s» è in notazione scientifica: le cifre si sono perse."), _("Formatta la colonna come testo e riscrivi la partita IVA.")),
    "fiscal_length": (_("Il codice fiscale «%(value)s» ha una lunghezza sbagliata."), _("Ha 11 cifre oppure 16 caratteri.")),
    "fiscal_check": (_("Il codice fiscale «%(value)s» non esiste: il controllo non torna."), _("Controlla lettere e numeri.")),
    "ateco": (_("«%(value)s» non è un codice ATECO."), _("Scrivi il codice, per esempio 14.13.20.")),
    "ateco_unknown": (_("Il codice ATECO %(value)s non esiste nell’edizione %(edition)s."), _("Controlla codice ed edizione.")),
    "ateco_edition": (_("«%(value)s» è dell’edizione %(edition)s: viene tenuto così."), _("Controlla l’edizione della colonna.")),
    "ateco_coarse": (_("«%(value)s» non è completo."), _("Scrivi tutte le sei cifre.")),
}  # fmt: skip

FILES: dict[str, Promise] = {
    "empty": _("Il file è vuoto."),
    "large": _("Il file è troppo grande: al massimo 20 MB. Dividilo in più file."),
    "rows": _("Il foglio ha più di 100.000 righe. Dividilo in più file."),
    "old_excel": _("È un file .xls di un’edizione vecchia. Aprilo e salvalo come .xlsx."),
    "open_document": _("È un file .ods. Aprilo e salvalo come .xlsx o .csv."),
    "locked": _("Il file è protetto da una password. Toglila e salva di nuovo."),
    "pdf": _("È un PDF: serve il foglio di calcolo da cui è nato (.xlsx o .csv)."),
    "binary": _("Non è un foglio di calcolo. Servono file .xlsx o .csv."),
    "broken": _("Il file è rovinato e non si apre. Salvalo di nuovo come .xlsx o .csv."),
    "one_column": _("C’è una sola colonna: controlla che i valori siano separati da «;», «,» o tabulazioni."),
    "headings": _(
        "Non si trova la riga delle intestazioni con le colonne che servono. Controlla i nomi delle colonne."
    ),
}


def message(fault: Fault) -> str:
    """What is wrong, in the language of the reader."""
    return str(WORDS[fault.code][0]) % dict(fault.facts)


def advice(fault: Fault) -> str:
    """What to do."""
    return str(WORDS[fault.code][1]) % dict(fault.facts)
