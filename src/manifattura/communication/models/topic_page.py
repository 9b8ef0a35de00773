"""Topics of the national model: each gathers the pages that carry it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .public_page import TOPICS, PublicPage


class TopicIndexPage(PublicPage):
    is_standing = True
    template = "communication/topics.html"
    parent_page_types = ["communication.HomePage"]
    subpage_types = ["communication.TopicPage"]

    class Meta:
        verbose_name = _("elenco degli argomenti")
        verbose_name_plural = _("elenchi degli argomenti")


class TopicPage(PublicPage):
    code = models.CharField(_("argomento"), max_length=40, choices=TOPICS)

    template = "communication/topic.html"
    parent_page_types = ["communication.TopicIndexPage"]
    subpage_types: list[str] = []
    content_panels = [FieldPanel("code"), *PublicPage.content_panels]

    class Meta:
        verbose_name = _("argomento")
        verbose_name_plural = _("argomenti")

    @property
    def cover(self) -> tuple[str, str]:
        return self.code, "water"
