"""Events and their sessions. A session with seats takes sign-ups; else the page says how one takes part."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin

from manifattura.kernel.clock import now

from .public_page import PublicPage


class EventIndexPage(PublicPage):
    is_standing = True
    template = "communication/events.html"
    subpage_types = ["communication.EventPage"]

    class Meta:
        verbose_name = _("elenco degli eventi")
        verbose_name_plural = _("elenchi degli eventi")


class EventPage(PublicPage):
    starts_at = models.DateTimeField(_("inizio"))
    ends_at = models.DateTimeField(_("fine"))
    place = models.CharField(_("luogo"), max_length=200, help_text=_("Nome e indirizzo, o «In rete»."))
    audience = models.CharField(_("a chi è rivolto"), max_length=240, blank=True)
    cost = models.CharField(_("costo"), max_length=120, blank=True, help_text=_("Per esempio: gratuito."))
    organiser = models.CharField(_("organizza"), max_length=240, blank=True)
    taking_part = models.CharField(
        _("come si partecipa"), max_length=300, blank=True, help_text=_("A chi scrivere, entro quando.")
    )
    source = models.CharField(_("fonte"), max_length=240, blank=True)

    template = "communication/event.html"
    parent_page_types = ["communication.EventIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("place")], _("Quando e dove")
        ),
        InlinePanel(
            "sessions",
            heading=_("Appuntamenti"),
            label=_("appuntamento"),
            help_text=_(
                "Se l’evento ne ha più d’uno, o se ci si iscrive: i posti sono di ogni appuntamento."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("cost"),
                FieldPanel("taking_part"),
                FieldPanel("organiser"),
                FieldPanel("source"),
            ],
            _("Per chi partecipa"),
        ),
    ]

    class Meta:
        verbose_name = _("evento")
        verbose_name_plural = _("eventi")
        indexes = [models.Index(fields=["starts_at"], name="event_start")]

    def clean(self) -> None:
        super().clean()
        if None not in (self.starts_at, self.ends_at) and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("La fine viene prima dell’inizio.")})

    @property
    def is_over(self) -> bool:
        return self.ends_at < now()

    @property
    def cover(self) -> tuple[str, str]:
        return self.path_in_site, "tram"


class EventSession(TranslatableMixin, Orderable):
    page = ParentalKey(EventPage, related_name="sessions", on_delete=models.CASCADE)
    title = models.CharField(_("titolo"), max_length=160)
    starts_at = models.DateTimeField(_("inizio"))
    ends_at = models.DateTimeField(_("fine"))
    place = models.CharField(_("luogo"), max_length=160, blank=True)
    seats = models.PositiveIntegerField(
        _("posti"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Con un numero ci si iscrive dal sito, e chi arriva dopo va in lista d’attesa. Vuoto: si entra liberamente."
        ),
    )

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("appuntamento")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if None not in (self.starts_at, self.ends_at) and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("La fine viene prima dell’inizio.")})
