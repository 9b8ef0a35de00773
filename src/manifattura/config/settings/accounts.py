"""Sign-in: e-mail and password with verification, a second factor for staff (SPID and CIE: settings/identity.py)."""

from manifattura.config.demo.people import DEMO_PEOPLE as SAMPLE_PEOPLE
from manifattura.config.settings.base import DEMO, ENVIRONMENT, MODE

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "manifattura.accounts.web.backends.PasswordBackend",
    "manifattura.accounts.web.backends.SignInBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/area-personale/"
STAFF_HOME_URL = "/ufficio/"
COMMITTEE_HOME_URL = "/commissione/"
LOGOUT_REDIRECT_URL = "/"

PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if MODE == "test"
    else ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "manifattura.accounts.web.password_rules.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

ACCOUNT_ADAPTER = "manifattura.accounts.web.sign_in_adapter.SignInAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
# one address per account: a new one takes the old one's place when it is confirmed
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if MODE == "production" else "http"
# the rest of allauth's limits (sign-up 20 a minute, reset 5 a minute per address, …) hold as they are
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key"}
# how many proxies of ours stand in front: the limits count by the visitor's address, not by the proxy's
ALLAUTH_TRUSTED_PROXY_COUNT = int(ENVIRONMENT.raw.get("MANIFATTURA_PROXIES") or 0)
ACCOUNT_FORMS = {
    "login": "manifattura.accounts.web.sign_in_forms.LoginForm",
    "signup": "manifattura.accounts.web.sign_in_forms.SignupForm",
    "reset_password": "manifattura.accounts.web.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "manifattura.accounts.web.sign_in_forms.NewPasswordForm",
    "add_email": "manifattura.accounts.web.sign_in_forms.ChangeAddressForm",
    "change_password": "manifattura.accounts.web.sign_in_forms.ChangePasswordForm",
    "set_password": "manifattura.accounts.web.sign_in_forms.SetPasswordForm",
    "reauthenticate": "manifattura.accounts.web.sign_in_forms.ReauthenticateForm",
}

MFA_ADAPTER = "manifattura.accounts.web.sign_in_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Manifattura"
# a code may change while it is typed: the one before, or after, still counts (RFC 6238 §5.2)
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "activate_totp": "manifattura.accounts.web.sign_in_forms.ActivateCodesForm",
    "authenticate": "manifattura.accounts.web.sign_in_forms.CodeForm",
    "reauthenticate": "manifattura.accounts.web.sign_in_forms.ReauthenticateCodeForm",
}
# office and committee pages open only to accounts with a second factor
STAFF_MFA_REQUIRED = True
STAFF_INVITATION_DAYS = 7

# who may be signed in as with one click: in demo mode only, nobody elsewhere
DEMO_PEOPLE = SAMPLE_PEOPLE if DEMO else ()
