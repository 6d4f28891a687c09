"""What a platform lists of the bot before anybody speaks to it: who it is, its commands and its shortcuts."""


class Listed:
    """Each function says one thing."""

    def bot_about(self) -> str:
        """What the bot is, in the platform's list of apps."""
        return (
            "Shows what is said outside about us and our field, and helps those who want to speak find their own words."
        )

    def bot_about_briefly(self) -> str:
        """The same in at most 80 characters."""
        return "What is said about us outside, and help with your own words. Always optional."

    def slash_command(self, name: str) -> str:
        """What a command of the platform's own list does."""
        return {
            "find": "Bring a link that may be worth sharing",
            "story": "Tell a story of your own",
            "earshot": "Everything else: say “help” to see what there is",
        }[name]

    def slash_hint(self, name: str) -> str:
        """What can be typed after it."""
        return {"find": "<link> [why it matters]", "story": "[title]"}[name]

    def shortcut_find(self) -> str:
        """In the menu of a message."""
        return "Submit as find"

    def shortcut_find_about(self) -> str:
        """What that does."""
        return "Bring the link in this message; nothing else of it is taken along"

    def shortcut_story(self) -> str:
        """In the platform's own menu."""
        return "Tell a story"

    def shortcut_story_about(self) -> str:
        """What that does."""
        return "A story of your own: first a draft that nobody else sees"
