"""Readings in, pages out: `write_report` writes a pair's page as one file that needs no network."""

from barograph.web.report import write_report

__all__ = ["write_report"]
