"""Scans of documents in: photos are decoded to see that they are whole; of a PDF only the look of its pages remains."""

from sasando.exchange.scans.limited import MOST_PAGES, NotAScan, Why, drawn_pages, is_drawable

__all__ = ["MOST_PAGES", "NotAScan", "Why", "drawn_pages", "is_drawable"]
