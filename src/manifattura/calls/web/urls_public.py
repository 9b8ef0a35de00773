"""Addresses of the public pages of calls."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
