"""A lot of the draft."""

from django.db import models

from ..domain.allocation import LotRule, LotTie, OfferFormula, Offers
from .ordered import CallPart


class LotDraft(CallPart):
    """What one lot gives and how it is awarded; `space` is the code of a card of the census, opaque here."""

    title = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    space = models.CharField(max_length=60, blank=True)
    area = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True, help_text="m²")
    base = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR a year")
    places = models.PositiveSmallIntegerField(default=1)
    rule = models.CharField(max_length=16, default=LotRule.MEAT)
    formula = models.CharField(max_length=16, default=OfferFormula.PROPORTIONAL)
    economic_max = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    technical_min = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    tie = models.CharField(max_length=12, default=LotTie.TECHNICAL)
    offers = models.CharField(max_length=12, default=Offers.RISE)
    reserves = models.JSONField(default=list, blank=True, help_text="`allocation.LotReserve` documents")

    preemption = models.CharField(
        max_length=300, blank=True, help_text="Who may match the best offer, and on what ground: public"
    )

    class Meta(CallPart.Meta):
        pass
