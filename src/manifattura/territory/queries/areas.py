"""Names and choices of the city's areas."""

from collections.abc import Iterable

from ..models import Municipio, Nil


def nil_choices() -> list[tuple[int, str]]:
    """(id, name) of every NIL, in the order a reader of Italian expects."""
    return list(Nil.objects.order_by("sort_key").values_list("id_nil", "name"))


def municipio_choices() -> list[tuple[int, str]]:
    """(number, "Municipio 1 – Centro storico") in order of number."""
    return [(area.number, str(area)) for area in Municipio.objects.order_by("number")]


def nil_name(nil_id: int) -> str:
    """The name of one NIL; its number when the list does not hold it."""
    return nil_names([nil_id])[nil_id]


def nil_names(nil_ids: Iterable[int]) -> dict[int, str]:
    """Names of the given NIL, one statement; a number that the list does not hold is shown as such."""
    wanted = set(nil_ids)
    found = dict(Nil.objects.filter(pk__in=wanted).values_list("id_nil", "name"))
    return {nil_id: found.get(nil_id, f"NIL {nil_id}") for nil_id in sorted(wanted)}


def municipio_names() -> dict[int, str]:
    return dict(municipio_choices())
