"""Where a call gives a place and no money: what became of an application, in words that speak of no grant.

Only what differs from the words of grants; `statuses` puts the two together.
"""

from django.utils.translation import gettext_lazy as _

from .status import Status

PLACE = {
    "funded": Status(
        _("Selezionata"),
        "check-circle",
        "ok",
        _("Quando la graduatoria è definitiva accetti il posto o rinunci."),
    ),
    "reserve_list": Status(
        _("Idonea, in lista di riserva"),
        "minus-circle",
        "neutral",
        _("Resti in lista: ti scriviamo se si libera un posto."),
    ),
    "accepted": Status(
        _("Accettata"), "check-circle", "ok", _("Hai accettato il posto: ti scriviamo noi come si comincia.")
    ),
    "declined": Status(
        _("Rinunciata"), "logout", "neutral", _("Hai rinunciato al posto: non c’è altro da fare.")
    ),
    "forfeited": Status(
        _("Decaduta"),
        "close-circle",
        "error",
        _("Leggi il motivo e come ricorrere: il posto passa ad altri."),
    ),
}

PLACE_ACCEPTANCE = {
    "declined": Status(_("Rinunciato"), "logout", "neutral", _("Il posto passa a chi segue.")),
    "forfeited": Status(_("Decaduto"), "close-circle", "error", _("Il posto passa a chi segue.")),
}
