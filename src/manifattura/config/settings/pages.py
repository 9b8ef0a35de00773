"""The editors' pages (Wagtail): two languages, one site, Italian search without accents; the back office at BACK_OFFICE."""

from manifattura.config.settings.base import PUBLIC_ADDRESS
from manifattura.config.settings.city import CITY
from manifattura.config.settings.language import LANGUAGES

BACK_OFFICE = "/redazione/"
SEARCH_URL = "/cerca/"
HELP_URL = "/richiedi-assistenza/"
# the picture of each public page, for who shares its address
SHARED_PICTURES = "/immagini/"

WAGTAIL_SITE_NAME = CITY["programme"]
WAGTAILADMIN_BASE_URL = PUBLIC_ADDRESS
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# who translates does not publish: the page waits for who may
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# nothing is asked of other sites, and nobody is told where we are
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# people come in by the house's own door, with their second factor; passwords and addresses are changed there
WAGTAILADMIN_LOGIN_URL = "/accedi/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# a page that moves leaves its old address behind
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "modelsearch.backends.database",
        "SEARCH_CONFIG": "italian_unaccent",
    }
}
