"""train: from the annotated corpus to a reader. Nothing that reads articles imports it."""
