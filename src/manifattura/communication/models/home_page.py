"""The home page of each language: the root of its tree. Calls, news and figures on it are read, not written."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from .public_page import PublicPage


class HomePage(PublicPage):
    promise = models.CharField(
        _("frase d’apertura"),
        max_length=80,
        help_text=_("La frase grande sopra il disegno: quattro o cinque parole."),
    )

    is_standing = True
    template = "communication/home.html"
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*Page.content_panels, FieldPanel("promise"), FieldPanel("lead")]

    class Meta:
        verbose_name = _("pagina iniziale")
        verbose_name_plural = _("pagine iniziali")
