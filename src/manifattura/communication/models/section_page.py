"""Pages that stand on their own: the municipal sections, the programme and its areas, pages of plain text."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .public_page import PublicPage


class SectionPage(PublicPage):
    """A section of the site. Below the editor's text stands what the system knows: offices, quarters, rankings."""

    class Part(models.TextChoices):
        OFFICES = "offices", _("uffici, ruoli, atti")
        QUARTERS = "quarters", _("quartieri e bandi")
        LABS = "labs", _("laboratori iscritti")
        LEARNING = "learning", _("formazione e lavoro")
        DATA = "data", _("dati da scaricare")

    part = models.CharField(
        _("parte calcolata"), max_length=12, choices=Part, blank=True, editable=False, default=""
    )

    is_standing = True
    parent_page_types = ["communication.HomePage"]

    class Meta:
        verbose_name = _("sezione")
        verbose_name_plural = _("sezioni")

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return TEMPLATES.get(self.part, "communication/text.html")

    @property
    def cover(self) -> tuple[str, str]:
        return self.path_in_site, PALETTES.get(self.part, "day")


TEMPLATES: dict[str, str] = {
    SectionPage.Part.OFFICES: "communication/administration.html",
    SectionPage.Part.QUARTERS: "communication/quarters.html",
    SectionPage.Part.LABS: "communication/labs.html",
    SectionPage.Part.LEARNING: "communication/learning.html",
    SectionPage.Part.DATA: "communication/data.html",
}
PALETTES: dict[str, str] = {
    SectionPage.Part.LABS: "tram",
    SectionPage.Part.LEARNING: "water",
    SectionPage.Part.DATA: "night",
}


class ProgrammePage(PublicPage):
    """Vision, areas of intervention, method, governance, people by role; the areas are the pages below it."""

    is_standing = True
    template = "communication/programme.html"
    parent_page_types = ["communication.HomePage"]
    subpage_types = ["communication.AreaPage", "communication.TextPage"]

    class Meta:
        verbose_name = _("il programma")
        verbose_name_plural = _("il programma")

    @property
    def cover(self) -> tuple[str, str]:
        return "programma", "day"


class AreaPage(PublicPage):
    """One of the six areas of intervention."""

    number = models.PositiveSmallIntegerField(_("numero"), help_text=_("L’ordine nel programma."))

    template = "communication/area.html"
    parent_page_types = ["communication.ProgrammePage"]
    subpage_types: list[str] = []
    content_panels = [*PublicPage.content_panels[:1], FieldPanel("number"), *PublicPage.content_panels[1:]]

    class Meta:
        verbose_name = _("area di intervento")
        verbose_name_plural = _("aree di intervento")

    @property
    def cover(self) -> tuple[str, str]:
        return f"area-{self.number}", ("water", "tram", "day", "iron", "night", "water")[self.number % 6]


class TextPage(PublicPage):
    """A page of text: the marks, help, a guide."""

    template = "communication/text.html"
    parent_page_types = ["communication.HomePage", "communication.ProgrammePage", "communication.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("pagina di testo")
        verbose_name_plural = _("pagine di testo")


class LegalPage(PublicPage):
    """Legal notes, privacy, accessibility: text of the office beside what parameters and profile say."""

    class Kind(models.TextChoices):
        NOTES = "notes", _("note legali")
        PRIVACY = "privacy", _("privacy")
        ACCESSIBILITY = "accessibility", _("accessibilità")

    kind = models.CharField(_("tipo"), max_length=16, choices=Kind, editable=False)

    is_standing = True
    template = "communication/legal.html"
    parent_page_types = ["communication.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("pagina legale")
        verbose_name_plural = _("pagine legali")


class FaqPage(PublicPage):
    """Questions and answers that hold for all calls."""

    is_standing = True
    template = "communication/faq.html"
    parent_page_types = ["communication.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("domande frequenti")
        verbose_name_plural = _("domande frequenti")


class AssistancePage(PublicPage):
    """How to be helped: ways and offices."""

    is_standing = True
    template = "communication/assistance.html"
    parent_page_types = ["communication.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("assistenza")
        verbose_name_plural = _("assistenza")
