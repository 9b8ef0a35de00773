"""The public ranking with 2,000 entries: publishing it, a page of 100, search, export of all.

    python bench/bench_public_ranking.py [ENTRIES]

Fails when a page needs more than 12 statements or 300 ms.
"""

import sys
import time

from house import empty_database, measure, report


def main(count: int) -> int:
    with empty_database():
        from django.test import Client

        from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
        from tests.factories.draws import held_draw
        from tests.factories.evaluation import large_ranking

        desk = large_ranking(count)
        held_draw(desk)
        start = time.perf_counter()
        publish_provisional_ranking(call=desk.call, by=desk.head)
        print(f"    publishing {count} entries: {time.perf_counter() - start:.2f} s")
        client, here = Client(), f"/bandi/{desk.call.slug}/graduatoria"
        pages = {
            "first page": f"{here}/",
            "page 12": f"{here}/?page=12",
            "search": f"{here}/?q=0123",
            "by status": f"{here}/?status=funded",
        }
        good = [
            report(f"ranking of {count}, {name}", *measure(client, address), 12, 300)
            for name, address in pages.items()
        ]
        statements, spent = measure(client, f"{here}.csv", times=3)
        good.append(report("export of all", statements, spent, 12, 300))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
