"""The last address of all: any page of the tree. Wagtail looks it up by this name."""

from django.urls import re_path

from . import pages

urlpatterns = [re_path(r"^(?P<path>(?:[\w-]+/)*)$", pages.page, name="wagtail_serve")]
