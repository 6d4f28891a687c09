"""What Earshot knows and says: plain Python, no SDK, no SQL, no network."""
