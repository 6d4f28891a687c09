"""What a platform lists of the bot before anybody speaks to it: who it is, its commands and its shortcuts."""

from bot.chat.wording.english import listed as english


class Listed(english.Listed):
    """Each function says one thing."""

    def bot_about(self) -> str:
        """What the bot is, in the platform's list of apps."""
        return "Zeigt, was draußen über uns und unser Fach gesagt wird, und hilft allen, die etwas sagen wollen, mit eigenen Worten."

    def bot_about_briefly(self) -> str:
        """The same in at most 80 characters."""
        return "Was draußen über uns gesagt wird, und Hilfe bei eigenen Worten. Freiwillig."

    def slash_command(self, name: str) -> str:
        """What a command of the platform's own list does."""
        return {
            "find": "Einen Link mitbringen, der teilenswert sein könnte",
            "story": "Eine eigene Geschichte erzählen",
            "earshot": "Alles andere: „help“ zeigt, was es gibt",
        }[name]

    def slash_hint(self, name: str) -> str:
        """What can be typed after it."""
        return {"find": "<Link> [warum er interessant ist]", "story": "[Titel]"}[name]

    def shortcut_find(self) -> str:
        """In the menu of a message."""
        return "Als Fund mitbringen"

    def shortcut_find_about(self) -> str:
        """What that does."""
        return "Den Link in dieser Nachricht mitbringen; sonst kommt nichts von ihr mit"

    def shortcut_story(self) -> str:
        """In the platform's own menu."""
        return "Geschichte erzählen"

    def shortcut_story_about(self) -> str:
        """What that does."""
        return "Eine eigene Geschichte: zuerst ein Entwurf, den sonst niemand sieht"
