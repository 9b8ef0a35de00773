"""The template of who begins from nothing: no text, no form, no grid."""

from ..messages import gettext_noop
from ..unfinished import blank_edition
from .base import Template

EMPTY = Template(
    key="empty",
    title=gettext_noop("Bando vuoto"),
    description=gettext_noop("Parti da zero: scrivi tu testi, modulo e criteri."),
    edition=blank_edition(),
)
