"""What Earshot knows: frozen values and pure functions."""
