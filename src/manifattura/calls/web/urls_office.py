"""Addresses of the office pages of calls."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
