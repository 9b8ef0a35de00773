"""A space of the census: where it is, what a workshop needs to know of it, whose it is, in which state it stands."""

from django.db import models
from django.db.models import Q

from ..domain.words import Accessibility, Condition, CurrentUse, OwnerKind, PermittedUse, SpaceState


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
    address = models.CharField(max_length=300)
    postal_code = models.CharField(max_length=5, blank=True)
    nil = models.ForeignKey(
        "territory.Nil", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    municipio = models.ForeignKey(
        "territory.Municipio", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
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
    works_estimate = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    cadastral = models.CharField(max_length=120, blank=True)
    cadastral_class = models.CharField(max_length=12, blank=True)
    energy_class = models.CharField(max_length=4, blank=True)
    # whose it is and on which terms
    owner_kind = models.CharField(max_length=16, blank=True, choices=_choices(OwnerKind))
    owner_name = models.CharField(max_length=200, blank=True, help_text="For the office, never public")
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
                condition=~Q(state=SpaceState.VERIFIED)
                | Q(latitude__isnull=False, verified_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["longitude", "latitude"], name="space_position")]

    def __str__(self) -> str:
        return f"{self.code} {self.name or self.address}"

    @property
    def audit_type(self) -> str:
        return "space"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return str(self)
