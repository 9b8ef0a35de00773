"""`{% load ui %}`: every tag and filter of the design system, gathered from the files beside this one."""

from django import template

from manifattura.ui.templatetags import (
    ui_basics,
    ui_feedback,
    ui_filters,
    ui_foot,
    ui_forms,
    ui_lists,
    ui_sharing,
    ui_site,
)

register = template.Library()
for part in (ui_filters, ui_basics, ui_lists, ui_forms, ui_site, ui_sharing, ui_feedback, ui_foot):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
