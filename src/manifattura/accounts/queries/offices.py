"""Offices as others need them: those of a person, one by its id."""

from ..models import Office, Person
from ..permissions import office_ids_of


def offices_for(person: Person) -> list[Office]:
    """The offices whose calls the person may see (all of them for a city-wide role), by name."""
    held = office_ids_of(person)
    offices = Office.objects.all() if held is None else Office.objects.filter(pk__in=held)
    return list(offices)


def office_by_id(office_id: int) -> Office | None:
    return Office.objects.filter(pk=office_id).first()


def all_offices() -> list[Office]:
    """Every office of the programme, by name: the public page of the administration lists them."""
    return list(Office.objects.all())
