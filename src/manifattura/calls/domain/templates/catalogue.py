"""The templates an office may start from, in the order the page shows them."""

from . import f1, m1, m2
from .template import CallTemplate

TEMPLATES: tuple[CallTemplate, ...] = (f1.TEMPLATE, m1.TEMPLATE, m2.TEMPLATE)


def template_by_key(key: str) -> CallTemplate:
    """KeyError when there is no such template."""
    for template in TEMPLATES:
        if template.key == key:
            return template
    raise KeyError(key)
