"""The city this installation serves: one profile file (`config/city/<name>/profile.toml`)."""

from manifattura.config.city.profile import read_profile
from manifattura.config.settings.base import ENVIRONMENT

CITY = read_profile(ENVIRONMENT.raw.get("MANIFATTURA_CITY") or "milano")
