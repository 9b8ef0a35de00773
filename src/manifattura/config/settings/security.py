"""Headers and cookies: everything from our own address, nothing inline, nothing framed."""

from csp.constants import NONE, SELF

from manifattura.config.settings.base import MODE, PUBLIC_ADDRESS

_secure = MODE == "production"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _secure
# machines ask these from inside, without a certificate
SECURE_REDIRECT_EXEMPT = [r"^(salute/|pronto/|metriche)$"]
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _secure else None
X_FRAME_OPTIONS = "DENY"

# In the database: a session can be revoked, and every worker sees it.
SESSION_ENGINE = "manifattura.accounts.web.sessions"
SESSION_COOKIE_NAME = "manifattura_session"
SESSION_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "manifattura_csrf"
CSRF_COOKIE_SECURE = _secure
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "manifattura.config.error_pages.csrf_failure"
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if _secure else []
LANGUAGE_COOKIE_SECURE = _secure
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
