"""How the acts of this app read in the audit trail."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "report_filed": _("ha registrato %(subject)s"),
    "report_answered": _("ha risposto a %(subject)s"),
}
FIELDS = {"topic": _("Argomento"), "office": _("Ufficio"), "state": _("Stato")}
