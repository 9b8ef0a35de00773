"""E-mail: the demo's mailbox page, memory in tests, SMTP by MANIFATTURA_EMAIL_URL in production."""

from urllib.parse import parse_qs, unquote, urlsplit

from manifattura.config.parts import exists
from manifattura.config.settings.base import ENVIRONMENT, MODE

DEFAULT_FROM_EMAIL = ENVIRONMENT.raw.get("MANIFATTURA_EMAIL_FROM") or "manifattura@localhost"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20

if MODE == "demo":
    EMAIL_BACKEND = (
        "manifattura.accounts.adapters.demo_mailbox.DemoMailboxBackend"
        if exists("manifattura.accounts.adapters.demo_mailbox")
        else "django.core.mail.backends.console.EmailBackend"
    )
elif MODE == "test":
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
else:
    # smtp://user:password@host:587/?tls=1 (or ?ssl=1)
    _address = urlsplit(ENVIRONMENT.email_url or "smtp://localhost:25")
    _options = parse_qs(_address.query)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _address.hostname or "localhost"
    EMAIL_PORT = _address.port or 25
    EMAIL_HOST_USER = unquote(_address.username or "")
    EMAIL_HOST_PASSWORD = unquote(_address.password or "")
    EMAIL_USE_TLS = "tls" in _options
    EMAIL_USE_SSL = "ssl" in _options
