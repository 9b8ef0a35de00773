"""The review queue with 500 applications: statements and time of a page, in this process.

    python bench/bench_review_queue.py [APPLICATIONS]

Session, person and menus are counted. Fails above 12 statements or 300 ms.
"""

import sys

from house import empty_database, measure, report


def main(count: int) -> int:
    with empty_database():
        from django.test import Client

        from manifattura.evaluation.actions.open_review import open_review
        from tests.factories.accounts import signed_in
        from tests.factories.evaluation import desk_of, end_term, many_applications, running_call

        call = running_call()
        many_applications(call, count)
        end_term(call)
        desk = desk_of(call)
        open_review(call=call, by=desk.officer)
        client = signed_in(Client(), desk.officer)
        pages = {
            "first page": "/ufficio/domande/",
            "search": "/ufficio/domande/?q=campione+03",
            "by amount, page 4": "/ufficio/domande/?sort=-amount&page=4",
        }
        good = [
            report(f"queue of {count}, {name}", *measure(client, address), 12, 300)
            for name, address in pages.items()
        ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
