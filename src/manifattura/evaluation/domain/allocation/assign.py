"""Applicant-proposing deferred acceptance (Gale and Shapley 1962), with as many lots for each as it may win."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """What one applicant wants: its lots, most wanted first, each with its position there; at most `most` of them."""

    applicant: str
    most: int
    choices: Sequence[tuple[str, int]]


def assign(wishes: Sequence[Wish]) -> Mapping[str, str]:
    """Lot → winner. Whoever is first in `wishes` only proposes first: the result is the same.

    Stable: no applicant and lot would both rather have each other than what they have; and for every applicant at
    least as good as in any other stable assignment.
    """
    holders: dict[str, tuple[int, Wish]] = {}
    asked = dict.fromkeys((wish.applicant for wish in wishes), 0)
    held = dict(asked)
    waiting = list(reversed(wishes))
    while waiting:
        wish = waiting.pop()
        name = wish.applicant
        while held[name] < wish.most and asked[name] < len(wish.choices):
            lot, position = wish.choices[asked[name]]
            asked[name] += 1
            holder = holders.get(lot)
            if holder is not None and holder[0] < position:
                continue
            holders[lot] = (position, wish)
            held[name] += 1
            if holder is not None:
                held[holder[1].applicant] -= 1
                waiting.append(holder[1])
    return {lot: wish.applicant for lot, (_, wish) in holders.items()}
