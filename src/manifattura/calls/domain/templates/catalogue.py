"""The templates an office may start a call from, by key, in the order the page shows them."""

from .base import Template
from .empty import EMPTY
from .f1 import F1
from .f1_sessions import F1_SESSIONS
from .f2 import F2
from .f3 import F3
from .m1 import M1
from .m2 import M2
from .p1 import P1

TEMPLATES: dict[str, Template] = {
    template.key: template for template in (F1, F1_SESSIONS, F2, M1, M2, P1, F3, EMPTY)
}


def template_by_key(key: str) -> Template:
    """KeyError when there is no such template."""
    return TEMPLATES[key]
