"""What the public tells the office about the site."""

from .report import Report

__all__ = ["Report"]
