"""Wagtail's apps, each doing at start only what this site uses of it.

As they come they also set up Wagtail's own API, which nobody serves here and which costs each process a quarter of a second.
Pictures and documents are installed because `wagtail_localize` imports their models: no page uses them, no group may
add one, and so no menu shows them.
"""

from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig


class Redirects(WagtailRedirectsAppConfig):
    def ready(self) -> None:
        from wagtail.contrib.redirects.models import Redirect
        from wagtail.contrib.redirects.signal_handlers import (
            autocreate_redirects_on_page_move,
            autocreate_redirects_on_slug_change,
        )
        from wagtail.permissions import register_permission_policy
        from wagtail.signals import page_slug_changed, post_page_move

        register_permission_policy(Redirect)
        post_page_move.connect(autocreate_redirects_on_page_move)
        page_slug_changed.connect(autocreate_redirects_on_slug_change)


class Images(WagtailImagesAppConfig):
    def ready(self) -> None:
        from wagtail.images import get_image_model, get_permission_policy
        from wagtail.permissions import register_permission_policy

        register_permission_policy(get_image_model(), get_permission_policy())


class Documents(WagtailDocsAppConfig):
    def ready(self) -> None:
        from wagtail.documents import get_document_model, get_permission_policy
        from wagtail.permissions import register_permission_policy

        register_permission_policy(get_document_model(), get_permission_policy())
