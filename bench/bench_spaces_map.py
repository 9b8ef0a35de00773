"""The map of spaces: the file of 40,000 points, and the question for a piece of the map among 50,000 spaces.

    python bench/bench_spaces_map.py [SPACES]

Fails above 0.3 MB for the points of 40,000 spaces, or 5 ms (median) for a piece of the map.
"""

import random
import statistics
import sys
import time
from decimal import Decimal

from house import empty_database

POINTS, LARGEST_FILE, LONGEST = 40_000, 300_000, 5.0
WEST, SOUTH, WIDE, HIGH = 9.04, 45.39, 0.24, 0.15
DOOR, QUARTER, DISTRICT = 0.004, 0.012, 0.03
"""Degrees of longitude of three pieces of the map: some streets, a neighbourhood, a part of the city."""


def fill(count: int) -> None:
    """Deterministic spaces, all public."""
    from django.db import connection

    from manifattura.kernel.clock import today
    from manifattura.spaces.domain.words import PermittedUse
    from manifattura.spaces.models import Space

    draw = random.Random(2026)
    uses = list(PermittedUse)
    Space.objects.bulk_create(
        (
            Space(
                code=f"B-{number}", code_key=f"b{number:06d}", address=f"Via campione {number}", state="verified",
                verified_on=today(), valid_until=today(), permitted_use=draw.choice(uses), net_m2=draw.randrange(20, 600),
                longitude=Decimal(f"{WEST + draw.random() * WIDE:.6f}"), latitude=Decimal(f"{SOUTH + draw.random() * HIGH:.6f}"),
            )
            for number in range(count)
        ),
        batch_size=5000,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE spaces_space")


def box(wide: float, draw: random.Random) -> "object":
    from manifattura.spaces.queries.spaces import Box

    west, south = WEST + draw.random() * (WIDE - wide), SOUTH + draw.random() * (HIGH - wide)
    high = wide * 0.7
    return Box(*(Decimal(f"{edge:.6f}") for edge in (west, south, west + wide, south + high)))


def main(count: int) -> int:
    with empty_database():
        from manifattura.spaces.models import Space
        from manifattura.spaces.queries.points import points_file
        from manifattura.spaces.queries.spaces import public_spaces

        fill(count)
        first = Space.objects.order_by("pk").values("pk")[:POINTS]
        begun = time.perf_counter()
        size = len(points_file(public_spaces().filter(pk__in=first)))
        spent = (time.perf_counter() - begun) * 1000
        good = size <= LARGEST_FILE
        print(
            f"{'ok ' if good else 'BAD'} {POINTS} points: {size / 1e6:.3f} MB with gzip (most {LARGEST_FILE / 1e6}), made in {spent:.0f} ms"
        )
        draw = random.Random(7)
        for name, wide in (("some streets", DOOR), ("a neighbourhood", QUARTER), ("a district", DISTRICT)):
            times, rows = [], []
            for _ in range(40):
                found = public_spaces(box=box(wide, draw)).values_list("pk", "longitude", "latitude")
                begun = time.perf_counter()
                rows.append(len(list(found[:20])))
                times.append((time.perf_counter() - begun) * 1000)
            median = statistics.median(times)
            fine = median <= LONGEST
            good = good and fine
            whole = public_spaces(box=box(wide, draw)).count()
            print(
                f"{'ok ' if fine else 'BAD'} {name} among {count}: first {max(rows)} of some {whole}, {median:.2f} ms (most {LONGEST})"
            )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
