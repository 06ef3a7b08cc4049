"""Bytes become pages: the first room.

What comes in: paths (files, folders, "-" for standard input) or a bare string. What goes out: one
`records.Page` an article, in the order given; a failure is a page with an empty body and a Reject.
"""

from dragoman.acquire.pages import page_of, pages

__all__ = ["page_of", "pages"]
