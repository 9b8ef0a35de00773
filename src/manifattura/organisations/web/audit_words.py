"""How the acts of this app read in the audit trail."""

from django.utils.translation import gettext_lazy as _

from ..queries import words

SENTENCES = {
    "organisation_entered": _("ha inserito %(subject)s da una domanda su carta o per PEC"),
    "organisation_imported": _("ha importato %(subject)s da una tabella"),
    "organisation_claimed": _("ha registrato %(subject)s e dichiarato di rappresentarla"),
    "organisation_changed": _("ha cambiato i dati di %(subject)s"),
    "firm_constituted": _("ha costituito %(subject)s"),
    "activities_changed": _("ha cambiato le attività di %(subject)s"),
    "seat_added": _("ha aggiunto una sede a %(subject)s"),
    "seat_changed": _("ha cambiato una sede di %(subject)s"),
    "seat_checked": _("ha verificato una sede di %(subject)s"),
    "seat_removed": _("ha tolto una sede da %(subject)s"),
    "mandate_requested": _("ha chiesto di agire: %(subject)s"),
    "mandate_approved": _("ha approvato l’incarico: %(subject)s"),
    "mandate_refused": _("ha rifiutato l’incarico: %(subject)s"),
    "mandate_revoked": _("ha terminato l’incarico: %(subject)s"),
    "colleague_invited": _("ha invitato un collega: %(subject)s"),
    "invitation_taken": _("ha accettato l’invito: %(subject)s"),
    "invitation_declined": _("ha rifiutato l’invito: %(subject)s"),
    "grouping_formed": _("ha formato il raggruppamento %(subject)s"),
    "member_invited": _("ha invitato un’impresa in %(subject)s"),
    "member_joined": _("ha accettato di entrare in %(subject)s"),
    "member_declined": _("ha rifiutato di entrare in %(subject)s"),
    "linked_group_begun": _("ha registrato il %(subject)s"),
    "linked_group_ended": _("ha chiuso il %(subject)s"),
    "member_removed": _("ha tolto un’impresa da %(subject)s"),
}

FIELDS = {
    "legal_form": _("Forma giuridica"),
    "vat_number": _("Partita IVA"),
    "size_class": _("Dimensione"),
    "employees": _("Persone che lavorano"),
    "turnover": _("Fatturato"),
    "balance_total": _("Totale di bilancio"),
    "website": _("Sito"),
    "founded_on": _("Costituita il"),
    "ateco": _("Attività ATECO"),
    "postal_code": _("CAP"),
    "city": _("Comune"),
    "municipio": _("Municipio"),
    "declared": _("Dichiarazione"),
    "member": _("Impresa"),
    "lead": _("Capofila"),
    "person": _("Persona"),
    "firms": _("Imprese"),
    "source": _("Fonte"),
}

VALUES = {
    **{("kind", str(code)): word for code, word in words.KINDS.items()},
    **{("kind", str(code)): word for code, word in words.MANDATES.items()},
    **{("kind", str(code)): word for code, word in words.SEATS.items()},
    **{("legal_form", str(code)): word for code, word in words.LEGAL_FORMS.items()},
    **{("size_class", str(code)): word for code, word in words.SIZES.items()},
}
