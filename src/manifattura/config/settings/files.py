"""Private files and keys under the data folder; static files hashed and served by whitenoise."""

from pathlib import Path

from manifattura.config.environment import PROJECT
from manifattura.config.settings.base import ENVIRONMENT, MODE

# Uploads have no public address: they are streamed by views that check the permission.
MEDIA_ROOT = ENVIRONMENT.data / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# Above that size a file waits on disk while it comes in, closed to a key in memory: some are in sealed envelopes.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "manifattura.kernel.uploads.SealedTemporaryUploadHandler",
]

# Keys that sign: never in the database, so that who has a copy of it cannot sign (docs/proof-log.md).
KEYS_FOLDER = (
    Path(ENVIRONMENT.raw.get("MANIFATTURA_KEYS") or ENVIRONMENT.data / "keys").expanduser().absolute()
)

STATIC_URL = "/static/"
STATIC_ROOT = PROJECT / "build" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
# In tests the finders answer, so that nothing has to be collected first.
WHITENOISE_USE_FINDERS = MODE == "test"
WHITENOISE_AUTOREFRESH = False
