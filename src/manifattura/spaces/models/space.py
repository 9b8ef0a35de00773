"""A space of the census: where it is, what a workshop needs to know of it, whose it is, in which state it stands."""

from django.db import models
from django.db.models import Q

from ..domain.words import (
    PUBLIC,
    Accessibility,
    Condition,
    CurrentUse,
    Emissions,
    OwnerKind,
    PermittedUse,
    SpaceState,
    UseClass,
)


def _choices(codes: type) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]  # type: ignore[attr-defined]


class Space(models.Model):
    code = models.CharField(max_length=60)
    code_key = models.CharField(
        max_length=60, unique=True, help_text="The code without the accidents of typing"
    )
    name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, default=SpaceState.REPORTED, choices=_choices(SpaceState))
    # place
    address = models.CharField(max_length=300, blank=True)
    postal_code = models.CharField(max_length=5, blank=True)
    nil = models.ForeignKey(
        "territory.Nil", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    municipio = models.ForeignKey(
        "territory.Municipio", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    blurred = models.BooleanField(
        default=False, help_text="The owner asked: no address here, the middle of a square; see ExactPlace"
    )
    # what a workshop needs to know
    net_m2 = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    gross_m2 = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    floor = models.CharField(max_length=40, blank=True)
    clear_height_m = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    floor_load_kg = models.DecimalField(
        max_digits=8, decimal_places=2, null=True, blank=True, help_text="kg/m²"
    )
    power_kw = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    three_phase = models.BooleanField(null=True, blank=True)
    gas = models.BooleanField(null=True, blank=True)
    water = models.BooleanField(null=True, blank=True)
    loading_bay = models.BooleanField(null=True, blank=True)
    lift = models.BooleanField(null=True, blank=True)
    door_width_m = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    current_use = models.CharField(max_length=16, blank=True, choices=_choices(CurrentUse))
    permitted_use = models.CharField(max_length=20, blank=True, choices=_choices(PermittedUse))
    condition = models.CharField(max_length=12, blank=True, choices=_choices(Condition))
    accessibility = models.CharField(max_length=8, blank=True, choices=_choices(Accessibility))
    use_class = models.CharField(max_length=12, blank=True, choices=_choices(UseClass))
    change_of_use = models.BooleanField(null=True, blank=True, help_text="Needed before work begins")
    acoustic_class = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="1 to 6, from the acoustic zoning (DPCM 14 November 1997)"
    )
    emissions = models.CharField(max_length=8, blank=True, choices=_choices(Emissions))
    limits = models.CharField(max_length=500, blank=True, help_text="Hours, noise, smells: in words, public")
    constraints = models.CharField(max_length=500, blank=True, help_text="Heritage, condominium: public")
    works_needed = models.CharField(max_length=1000, blank=True, help_text="Public")
    works_estimate = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    cadastral = models.CharField(max_length=120, blank=True)
    cadastral_class = models.CharField(max_length=12, blank=True)
    energy_class = models.CharField(max_length=4, blank=True)
    # whose it is and on which terms
    owner_kind = models.CharField(max_length=16, blank=True, choices=_choices(OwnerKind))
    owner_name = models.CharField(max_length=200, blank=True, help_text="For the office, never public")
    owner_contact = models.CharField(max_length=200, blank=True, help_text="Who answers, for the office")
    owner_email = models.EmailField(max_length=254, blank=True, help_text="For the office, never public")
    owner_phone = models.CharField(max_length=40, blank=True, help_text="For the office, never public")
    consent_on = models.DateField(null=True, blank=True, help_text="The owner agreed to the public card")
    consent_how = models.CharField(max_length=300, blank=True)
    base_rent = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR a year"
    )
    market_rent = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    vacant_since = models.DateField(null=True, blank=True)
    available_from = models.DateField(null=True, blank=True)
    surveyed_on = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True, help_text="For the office, never public")
    # how it is known
    is_sample = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True, help_text="The table it came from")
    verified_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True, help_text="The owner's word")
    valid_until = models.DateField(null=True, blank=True, help_text="A year from the latest look or word")
    versions = models.JSONField(default=dict, help_text="How often each section was changed")
    verified_how = models.TextField(blank=True)
    withdrawn_because = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["code_key"]
        constraints = [
            models.CheckConstraint(
                name="space_whole_position",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
            ),
            models.CheckConstraint(
                name="space_verified_where",
                condition=~Q(state__in=sorted(PUBLIC)) | Q(latitude__isnull=False, verified_on__isnull=False),
            ),
            models.CheckConstraint(
                name="space_acoustic_class",
                condition=Q(acoustic_class__isnull=True) | Q(acoustic_class__gte=1, acoustic_class__lte=6),
            ),
            models.CheckConstraint(
                name="space_blurred_no_address", condition=Q(blurred=False) | Q(address="", postal_code="")
            ),
        ]
        indexes = [
            models.Index(fields=["longitude", "latitude"], name="space_position"),
            models.Index(fields=["state", "valid_until"], name="space_valid_until"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name or self.address}".strip()

    @property
    def audit_type(self) -> str:
        return "space"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return str(self)
