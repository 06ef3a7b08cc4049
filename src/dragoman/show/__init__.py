"""show: records for the eyes of people. Terminal report, notebook view, progress bar."""
