"""Approximate centres of the NIL, for drawings that say so."""

from ..models import Nil


def nil_centroids() -> list[tuple[int, str, float, float]]:
    """(id, name, longitude, latitude) of every NIL, in the order a reader of Italian expects."""
    rows = Nil.objects.order_by("sort_key").values_list("id_nil", "name", "longitude", "latitude")
    return [(nil_id, name, float(longitude), float(latitude)) for nil_id, name, longitude, latitude in rows]
