"""Italian first, English beside it; times of Rome."""

from manifattura.config.environment import PROJECT

LANGUAGE_CODE = "it"
LANGUAGES = [("it", "Italiano"), ("en", "English")]
LOCALE_PATHS = [PROJECT / "locale"]
LANGUAGE_COOKIE_NAME = "manifattura_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Rome"
# ids stand in attributes and addresses of pages: a plain number stays plain, amounts have their own filters
USE_THOUSAND_SEPARATOR = False
