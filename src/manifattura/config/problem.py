"""What stops the programme before it starts, told to the person in one line with what to do."""


class Problem(Exception):
    """`str(problem)` is one plain line: what is wrong, and what to do about it."""
