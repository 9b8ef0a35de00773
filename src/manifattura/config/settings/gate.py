"""How much one web process takes on, and who may read the figures (docs/operations.md)."""

from manifattura.config.gate.limits import read_limits
from manifattura.config.settings.base import ENVIRONMENT

GATE_LIMITS = read_limits(ENVIRONMENT.raw)
# without a token the figures are read from this machine only
METRICS_TOKEN = ENVIRONMENT.raw.get("MANIFATTURA_METRICS_TOKEN", "")
