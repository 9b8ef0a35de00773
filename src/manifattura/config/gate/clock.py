"""The database's clock as the gate knows it: it must answer when the database does not."""

from manifattura.kernel.steady_clock import clock_now, set_clock

__all__ = ["clock_now", "set_clock"]
