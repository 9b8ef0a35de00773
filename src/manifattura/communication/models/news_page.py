"""News written by the office; what the system publishes (calls, rankings) joins it on the same list."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from manifattura.kernel.clock import today

from .public_page import PublicPage


class NewsIndexPage(PublicPage):
    is_standing = True
    template = "communication/news.html"
    parent_page_types = ["communication.HomePage"]
    subpage_types = ["communication.NewsPage"]

    class Meta:
        verbose_name = _("elenco delle novità")
        verbose_name_plural = _("elenchi delle novità")


class NewsPage(PublicPage):
    class Category(models.TextChoices):
        NEWS = "news", _("Notizia")
        STATEMENT = "statement", _("Comunicato")
        NOTICE = "notice", _("Avviso")

    category = models.CharField(_("categoria"), max_length=12, choices=Category, default=Category.NEWS)
    day = models.DateField(_("data"), default=today, help_text=_("Il giorno del fatto, che ordina l’elenco."))
    curated_by = models.ForeignKey(
        "accounts.Office",
        verbose_name=_("a cura di"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    source = models.CharField(
        _("fonte"), max_length=240, blank=True, help_text=_("Se il fatto è preso da altri: da chi e quando.")
    )
    call = models.ForeignKey(
        "calls.Call",
        verbose_name=_("bando"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    template = "communication/news_page.html"
    parent_page_types = ["communication.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("category"),
                FieldPanel("day"),
                FieldPanel("curated_by"),
                FieldPanel("source"),
                FieldPanel("call"),
            ],
            _("Di che cosa si tratta"),
        ),
    ]

    class Meta:
        verbose_name = _("novità")
        verbose_name_plural = _("novità")
        indexes = [models.Index(fields=["-day"], name="news_day")]

    @property
    def cover(self) -> tuple[str, str]:
        return self.path_in_site, {"news": "day", "statement": "water", "notice": "tram"}[self.category]
