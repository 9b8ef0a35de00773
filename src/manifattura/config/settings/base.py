"""Mode, secret key and the entry points; everything else hangs on these."""

from manifattura.config.data_folder import secret_key
from manifattura.config.environment import read_environment

ENVIRONMENT = read_environment()
MODE = ENVIRONMENT.mode
DATA_FOLDER = ENVIRONMENT.data
DEMO = MODE == "demo"

# Never Django's debug pages: they show settings and personal data. The demo explains its errors in its own pages.
DEBUG = False

SECRET_KEY = ENVIRONMENT.secret_key or (
    "for-tests-only-" * 4 if MODE == "test" else secret_key(ENVIRONMENT.data)
)
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts) or ["localhost", "127.0.0.1", "[::1]", "testserver"]
PUBLIC_ADDRESS = ENVIRONMENT.public_address or f"http://127.0.0.1:{ENVIRONMENT.port}"

ROOT_URLCONF = "manifattura.config.urls"
WSGI_APPLICATION = "manifattura.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
