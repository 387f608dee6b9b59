"""Integrations: spaCy, scikit-learn and annotation tools, all on the same :class:`~summaryminer.pipeline.Extractor`."""
