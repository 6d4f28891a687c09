"""A chat of one's own on localhost: no accounts, no keys."""
