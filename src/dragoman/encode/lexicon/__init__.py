"""The baseline reader: a trigger lexicon with simple roles, behind the face of `records.Reader`."""

from dragoman.encode.lexicon.reader import LexiconReader

__all__ = ["LexiconReader"]
