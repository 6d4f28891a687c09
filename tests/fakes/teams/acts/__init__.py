"""What happens in Teams: what people do, and what is done to teams and channels."""
