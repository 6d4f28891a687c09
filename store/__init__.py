"""What Earshot remembers."""
