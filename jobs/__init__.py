"""What Earshot does by the clock."""
