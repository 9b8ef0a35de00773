"""The address that is asked most often: tried before all the others, which are some hundreds."""

from django.urls import path

from . import pages

urlpatterns = [path("", pages.page, name="wagtail_home")]
