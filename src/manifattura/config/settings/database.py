"""PostgreSQL: the embedded server of the data folder, or the one that DATABASE_URL names."""

from manifattura.config.database_url import parse_database_url
from manifattura.config.embedded.places import places_for
from manifattura.config.settings.base import ENVIRONMENT

if ENVIRONMENT.embedded:
    _connection = places_for(ENVIRONMENT.data, test=ENVIRONMENT.mode == "test").connection()
else:
    _connection = parse_database_url(ENVIRONMENT.database_url)

_options = _connection.get("OPTIONS")
_options = _options if isinstance(_options, dict) else {}

DATABASES = {
    "default": {
        "ENGINE": "manifattura.config.postgres",
        **_connection,
        # statements that ask for it (`kernel.prepared_sql`) are planned once per connection; all others as ever
        "OPTIONS": {**_options, "prepare_threshold": 5},
        "CONN_MAX_AGE": 60 if ENVIRONMENT.mode != "test" else 0,
        "CONN_HEALTH_CHECKS": True,
    }
}

# Shared by all workers and machines: limits on sign-in attempts and cached public pages agree everywhere.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
    }
}
