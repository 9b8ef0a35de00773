"""Processor time by part of the city: what each submission costs, whatever else the machine is doing."""

from __future__ import annotations

from collections.abc import Iterable

import psutil


def processor_seconds(pids: Iterable[int], *, with_children: bool = False) -> float:
    """User and system time of these processes so far; with those that they started and that ended."""
    total = 0.0
    for pid in pids:
        try:
            process = psutil.Process(pid)
            family = [process, *process.children(recursive=True)] if with_children else [process]
            total += sum(_time(one) for one in family)
        except psutil.Error:
            continue
    return total


def _time(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)
