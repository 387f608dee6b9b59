"""Writing: tables into files, one file per format."""
