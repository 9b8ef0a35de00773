"""Logs on standard error, one JSON object a line, without personal data: no bodies, addresses, query strings or IPs."""

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_personal_data": {"()": "manifattura.config.log_filter.WithoutPersonalData"}},
    "formatters": {"line": {"()": "manifattura.config.log_lines.JsonLines"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_personal_data"],
        },
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        # what editors do is in the history of each page and in the audit trail
        "wagtail": {"level": "WARNING"},
        # two lines for each page of the site that is put into the search
        "django_tasks": {"level": "WARNING"},
    },
}
