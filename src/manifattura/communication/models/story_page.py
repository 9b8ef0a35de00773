"""Business stories: a firm, what it makes, and the call that helped it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from .public_page import PublicPage


class StoryIndexPage(PublicPage):
    is_standing = True
    template = "communication/stories.html"
    subpage_types = ["communication.StoryPage"]

    class Meta:
        verbose_name = _("elenco dei casi aziendali")
        verbose_name_plural = _("elenchi dei casi aziendali")


class StoryForm(WagtailAdminPageForm):
    """A draft may wait for the firm's word; nothing about a firm goes to approval or on line without it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].required = True
        self.fields["consent"].error_messages["required"] = _(
            "Prima chiedi all’impresa di leggere il testo, poi segna che è d’accordo."
        )


class StoryPage(PublicPage):
    firm = models.CharField(_("impresa"), max_length=200, help_text=_("Come vuole essere chiamata."))
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("impresa nel registro"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Se ha un accesso qui. Non compare nella pagina."),
    )
    call = models.ForeignKey(
        "calls.Call",
        verbose_name=_("bando"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    space = models.ForeignKey(
        "spaces.Space",
        verbose_name=_("spazio"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Quello del programma in cui lavora: la pagina porta alla sua scheda, se è pubblica."),
    )
    quarter = models.CharField(_("quartiere"), max_length=80, blank=True)
    makes = models.CharField(_("che cosa produce"), max_length=160, blank=True)
    people = models.CharField(_("persone"), max_length=80, blank=True, help_text=_("Quante, e in che anno."))
    consent = models.BooleanField(
        _("l’impresa ha letto e approvato il testo"),
        default=False,
        help_text=_("Chiedilo prima di mandare la pagina in approvazione."),
    )

    base_form_class = StoryForm
    template = "communication/story.html"
    parent_page_types = ["communication.StoryIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("firm"),
                FieldPanel("makes"),
                FieldPanel("quarter"),
                FieldPanel("people"),
                FieldPanel("call"),
                FieldPanel("space"),
                FieldPanel("organisation"),
                FieldPanel("consent", required_on_save=False),
            ],
            _("L’impresa"),
        ),
    ]

    class Meta:
        verbose_name = _("caso aziendale")
        verbose_name_plural = _("casi aziendali")

    @property
    def cover(self) -> tuple[str, str]:
        return self.firm, "tram"
