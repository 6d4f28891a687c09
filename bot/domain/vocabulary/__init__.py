"""The words that checks and guidelines go by, apart from what is done with them. One expression stands on one line."""
