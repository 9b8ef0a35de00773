"""How people read the columns of a place in a table."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACE_COLUMNS: dict[str, Promise] = {
    "address": _("Indirizzo"),
    "street_kind": _("Tipo di via"),
    "house_number": _("Numero civico"),
    "house_letter": _("Lettera del civico"),
    "postal_code": _("CAP"),
    "city": _("Comune"),
    "municipio": _("Municipio"),
    "nil": _("Numero del NIL"),
    "nil_name": _("Quartiere (NIL)"),
    "latitude": _("Latitudine"),
    "longitude": _("Longitudine"),
    "coordinates": _("Latitudine e longitudine insieme"),
}
