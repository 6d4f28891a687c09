"""The engine behind deliver.py: what may leave, and what became of it."""
