"""Shows a panel of an upper app inside the page of an application."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ..queries.panels import Panel

register = template.Library()


@register.simple_tag(takes_context=True)
def show_panel(context: Any, panel: Panel) -> SafeString:
    """The panel's own template, with its context, the application and the request."""
    values = {**panel.context, "application": context["application"]}
    return render_to_string(panel.template, values, request=context.get("request"))
