"""clean: pages become articles, their main text with the title first and boilerplate out."""

from dragoman.clean.clean import clean

__all__ = ["clean"]
