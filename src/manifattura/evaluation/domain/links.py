"""Who is linked with whom: applicants that have any mark in common, also through others."""

from collections.abc import Collection, Mapping

NO_GROUP = frozenset(
    {"no", "nessuno", "nessuna", "nessun gruppo", "non applicabile", "none", "no group", "n/a", "n.a"}
)
"""What people write who belong to no group; two of them are not linked by it."""


def says_a_group(answer: str) -> bool:
    """Whether an answer in small letters names a group: not empty, not a dash, not a word for none."""
    return any(one.isalnum() for one in answer) and answer.strip(" .") not in NO_GROUP


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
