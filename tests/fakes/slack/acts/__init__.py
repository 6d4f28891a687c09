"""What happens in Slack: what people do, and what is done to rooms, people and the app."""
