"""Service cards: the parts and their order are those of the national model for municipal sites."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

from .blocks import TEXT
from .public_page import PublicPage


def prose(label: "str | Promise", help_text: "str | Promise" = "", *, blank: bool = False) -> RichTextField:
    return RichTextField(label, features=TEXT, blank=blank, help_text=help_text)


class ServiceIndexPage(PublicPage):
    is_standing = True
    template = "communication/services.html"
    parent_page_types = ["communication.HomePage"]
    subpage_types = ["communication.ServicePage"]

    class Meta:
        verbose_name = _("elenco dei servizi")
        verbose_name_plural = _("elenchi dei servizi")


class ServicePage(PublicPage):
    """A button leads only to a page of ours that is there: `clean` asks the addresses themselves."""

    class Category(models.TextChoices):
        FUNDING = "funding", _("Imprese e commercio")
        SPACES = "spaces", _("Catasto e urbanistica")
        LEARNING = "learning", _("Educazione e formazione")
        WORK = "work", _("Vita lavorativa")
        TAKING_PART = "taking-part", _("Autorizzazioni e trasparenza")

    category = models.CharField(_("categoria"), max_length=16, choices=Category)
    is_active = models.BooleanField(_("servizio attivo"), default=True)
    inactive_reason = models.CharField(
        _("motivo dello stato"),
        max_length=300,
        blank=True,
        help_text=_("Se non è attivo: perché, e quando lo sarà o che cosa fare intanto."),
    )
    addressed_to = prose(_("a chi è rivolto"))
    how_to = prose(_("come fare"))
    needed = prose(_("cosa serve"))
    obtained = prose(_("cosa si ottiene"))
    times = prose(_("tempi e scadenze"), _("Anche il tempo massimo di risposta."))
    cost = prose(_("quanto costa"), blank=True)
    access_label = models.CharField(
        _("testo del pulsante"), max_length=60, blank=True, help_text=_("Un verbo: «Fai domanda».")
    )
    access_path = models.CharField(
        _("indirizzo del pulsante"), max_length=200, blank=True, help_text=_("Senza la lingua: /bandi/.")
    )
    access_text = prose(_("accedi al servizio"), _("Come si entra, e dove si va di persona."), blank=True)
    conditions = prose(_("condizioni di servizio"))
    office = models.ForeignKey(
        "accounts.Office",
        verbose_name=_("ufficio"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Senza scelta: il primo ufficio."),
    )

    override_translatable_fields = [
        *PublicPage.override_translatable_fields,
        SynchronizedField("access_path", overridable=False),
    ]
    template = "communication/service.html"
    parent_page_types = ["communication.ServiceIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *PublicPage.content_panels[:2],
        MultiFieldPanel(
            [FieldPanel("category"), FieldPanel("is_active"), FieldPanel("inactive_reason")], _("Stato")
        ),
        FieldPanel("addressed_to"),
        FieldPanel("body", heading=_("Descrizione")),
        FieldPanel("how_to"),
        FieldPanel("needed"),
        FieldPanel("obtained"),
        FieldPanel("times"),
        FieldPanel("cost"),
        MultiFieldPanel(
            [FieldPanel("access_label"), FieldPanel("access_path"), FieldPanel("access_text")],
            _("Accedi al servizio"),
        ),
        FieldPanel("conditions"),
        FieldPanel("office"),
    ]

    class Meta:
        verbose_name = _("scheda di servizio")
        verbose_name_plural = _("schede di servizio")

    def clean(self) -> None:
        super().clean()
        faults: dict[str, object] = {}
        if not self.topics:
            faults["topics"] = _("Scegli almeno un argomento.")
        if not self.is_active and not self.inactive_reason:
            faults["inactive_reason"] = _("Di’ perché il servizio non è attivo.")
        if self.access_path and not _leads_somewhere(self.access_path):
            faults["access_path"] = _("A questo indirizzo non c’è una nostra pagina.")
        if bool(self.access_path) != bool(self.access_label):
            faults["access_label"] = _("Testo e indirizzo del pulsante vanno insieme.")
        if faults:
            raise ValidationError(faults)

    @property
    def has_button(self) -> bool:
        return self.is_active and bool(self.access_path)

    @property
    def cover(self) -> tuple[str, str]:
        return self.path_in_site, "night"


def _leads_somewhere(path: str) -> bool:
    try:
        resolve(path.partition("#")[0].partition("?")[0])
    except Resolver404:
        return False
    return True
