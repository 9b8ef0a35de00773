"""What every page of the tree has: a short description, topics, a body of sections, and how it is shown."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from ..domain.addresses import address_of
from ..domain.topics import Topic
from .blocks import BODY

Renderer = Callable[[HttpRequest, "PublicPage"], HttpResponse]

TOPICS = (
    (Topic.FIRMS, _("Imprese")),
    (Topic.WORK, _("Lavoro")),
    (Topic.VOCATIONAL_TRAINING, _("Formazione professionale")),
    (Topic.SCHOOL, _("Istruzione")),
    (Topic.URBAN_DEVELOPMENT, _("Urbanizzazione")),
    (Topic.INCLUSION, _("Integrazione sociale")),
    (Topic.DEVELOPMENT_PLAN, _("Piano di sviluppo")),
    (Topic.ACCESS_TO_INFORMATION, _("Accesso all’informazione")),
    (Topic.TRANSPARENCY, _("Trasparenza amministrativa")),
    (Topic.COMMUNICATION, _("Comunicazione istituzionale")),
)


class TopicsField(ArrayField):
    """Codes of topics, chosen by ticks; the same in every language."""

    def __init__(self, **options: Any) -> None:
        options.pop("base_field", None)
        super().__init__(models.CharField(max_length=40), **{"default": list, "blank": True, **options})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options.pop("base_field", None)
        return name, path, args, options

    def formfield(self, **options: Any) -> Any:
        return forms.MultipleChoiceField(
            choices=TOPICS,
            required=not self.blank,
            widget=forms.CheckboxSelectMultiple,
            label=options.get("label") or self.verbose_name,
            help_text=self.help_text,
        )


class PublicPage(Page):
    """A page that everybody reads. The web room says how it is rendered (`render_with`): templates need reads."""

    lead = models.TextField(
        _("descrizione breve"),
        max_length=400,
        blank=True,
        help_text=_(
            "Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi."
        ),
    )
    topics = TopicsField(
        verbose_name=_("argomenti"),
        help_text=_("Quelli del modello nazionale dei siti comunali. La pagina compare anche lì."),
    )
    body = StreamField(
        BODY,
        verbose_name=_("testo"),
        blank=True,
        help_text=_("Una sezione per argomento: i titoli fanno l’indice della pagina."),
    )
    is_sample = models.BooleanField(
        _("contenuto campione"),
        default=False,
        help_text=_("Fatti inventati per la prova: la pagina lo dice con un’etichetta."),
    )

    is_standing: ClassVar[bool] = False
    """Whether the site counts on it being there: it keeps its address and is not deleted."""
    show_in_menus_default = False
    # nobody needs a secret page on a public site
    private_page_options: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        # the same address in both languages, so that the language switch keeps the page
        SynchronizedField("slug", overridable=False),
    ]
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            _("Per i motori di ricerca"),
        ),
        FieldPanel("topics"),
        FieldPanel("is_sample"),
    ]
    settings_panels = [PublishingPanel()]

    _renderer: ClassVar[Renderer | None] = None

    class Meta:
        abstract = True

    @staticmethod
    def render_with(renderer: Renderer) -> None:
        PublicPage._renderer = staticmethod(renderer)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Also what the preview shows, so that it is the page itself."""
        assert PublicPage._renderer is not None
        return PublicPage._renderer(request, self)

    def clean(self) -> None:
        super().clean()
        kept = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if self.is_standing and kept and kept != self.slug:
            raise ValidationError({"slug": _("Il sito conta su questo indirizzo: lascia com’era.")})

    @property
    def path_in_site(self) -> str:
        """`/servizi/` without language: the part after the root page of its language."""
        return "/" + self.url_path.split("/", 2)[2]

    @property
    def language(self) -> str:
        """The root of each language is named by its code, so that no row of it has to be read."""
        return self.url_path.split("/", 2)[1]

    @property
    def address(self) -> str:
        """Where it is read, without asking the database (Wagtail's own `url` does)."""
        return address_of(self.path_in_site, self.language)

    @property
    def topic_words(self) -> list[tuple[str, Any]]:
        words = {str(code): word for code, word in TOPICS}
        return [(code, words[code]) for code in self.topics if code in words]

    @property
    def cover(self) -> tuple[str, str]:
        """The code and palette of its drawing: the same in both languages."""
        return self.path_in_site, "day"
