"""Installed apps: ours from the top floor down, so that an upper floor may override a template of a lower one."""

OUR_APPS = [
    "manifattura.communication",
    "manifattura.records",
    "manifattura.spaces",
    "manifattura.evaluation",
    "manifattura.applications",
    "manifattura.calls",
    "manifattura.organisations",
    "manifattura.accounts",
    "manifattura.territory",
    "manifattura.ui",
    "manifattura.kernel",
]

# the editors' pages: tree, back office, translations (settings/pages.py)
PAGE_APPS = [
    "wagtail_localize",
    "wagtail_localize.locales",
    "manifattura.config.page_apps.Redirects",
    "manifattura.config.page_apps.Images",
    "manifattura.config.page_apps.Documents",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
]

INSTALLED_APPS = [
    *OUR_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # the seam for the city's identity providers (SPID, CIE): an OpenID Connect provider is configuration
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "csp",
    "django_htmx",
    *PAGE_APPS,
]
