"""Places of the programme: what they are, where, who runs them, how to enter."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from .public_page import PublicPage


class PlaceIndexPage(PublicPage):
    is_standing = True
    template = "communication/places.html"
    subpage_types = ["communication.PlacePage"]

    class Meta:
        verbose_name = _("elenco dei luoghi")
        verbose_name_plural = _("elenchi dei luoghi")


class PlacePage(PublicPage):
    street = models.CharField(_("indirizzo"), max_length=200)
    quarter = models.CharField(_("quartiere"), max_length=80, blank=True)
    kind = models.CharField(
        _("tipo di luogo"), max_length=80, help_text=_("Per esempio: FabLab, incubatore.")
    )
    since = models.CharField(_("aperto dal"), max_length=80, blank=True)
    access = models.CharField(
        _("modalità di accesso"),
        max_length=300,
        blank=True,
        help_text=_("Anche per chi usa la sedia a rotelle."),
    )
    hours = models.CharField(_("orario per il pubblico"), max_length=300, blank=True)
    managed_by = models.CharField(_("chi lo gestisce"), max_length=240, blank=True)
    source = models.CharField(_("fonte e anno dei dati"), max_length=300, blank=True)

    template = "communication/place.html"
    parent_page_types = ["communication.PlaceIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("street"),
                FieldPanel("quarter"),
                FieldPanel("since"),
                FieldPanel("access"),
                FieldPanel("hours"),
                FieldPanel("managed_by"),
                FieldPanel("source"),
            ],
            _("Il luogo"),
        ),
    ]

    class Meta:
        verbose_name = _("luogo")
        verbose_name_plural = _("luoghi")

    @property
    def cover(self) -> tuple[str, str]:
        return self.path_in_site, "iron"
