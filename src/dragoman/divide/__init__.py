"""divide: articles become sentences and tokens, with offsets of the article's text."""

from dragoman.divide.divide import divide

__all__ = ["divide"]
