"""run: the pipeline on many pages at once. Pages come in; records go out, in the same order."""
