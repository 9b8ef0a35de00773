"""How much one web process takes on, and who may read the figures (docs/operations.md)."""

from manifattura.config.gate.limits import read_limits
from manifattura.config.settings.base import ENVIRONMENT

GATE_LIMITS = read_limits(ENVIRONMENT.raw)
# without a token the figures are read from this machine only
METRICS_TOKEN = ENVIRONMENT.raw.get("MANIFATTURA_METRICS_TOKEN", "")

# what one person may do how often: times, in so many seconds (sign-in: settings/accounts.py)
RATE_LIMITS = {"sending": (20, 60), "upload": (60, 60), "signature": (10, 60), "message": (20, 600)}
RATE_LIMITED = {
    "applications:send": "sending",
    "applications:filled_form_send": "sending",
    "applications:upload": "upload",
    "applications:sign": "signature",
    "applications:filled_form_upload": "upload",
    "applications:messages": "message",
    "calls:ask_clarification": "message",
    "evaluation:observations": "message",
}
