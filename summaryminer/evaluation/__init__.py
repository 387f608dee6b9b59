"""Evaluation: the annotated corpus, scores by layer, cross-validation, training."""
