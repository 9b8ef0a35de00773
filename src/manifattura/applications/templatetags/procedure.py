"""Until when the office must decide an application, as its clock now stands."""

from datetime import date

from django import template

from ..models import Application
from ..queries.calendar import ProcedureEnd, procedure_end

register = template.Library()


@register.simple_tag(name="procedure_end")
def _procedure_end(application: Application, planned: date) -> ProcedureEnd | None:
    return procedure_end(application, planned)
