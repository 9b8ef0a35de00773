"""Who is linked with whom: applicants that have any mark in common, also through others."""

from collections.abc import Collection, Mapping


def linked(marks: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Applicant → the same word for all that are linked; `marks`: what may link each (an answer, a group of the register).

    If A and B share a mark, and B and C another one, all three are one group. Without marks an applicant is alone.
    """
    first: dict[str, str] = {}
    leader = {one: one for one in marks}

    def root(one: str) -> str:
        while leader[one] != one:
            one = leader[one]
        return one

    for one in sorted(marks):
        for mark in sorted(marks[one]):
            ours, theirs = root(one), root(first.setdefault(mark, one))
            leader[max(ours, theirs)] = min(ours, theirs)
    return {one: root(one) for one in marks}
