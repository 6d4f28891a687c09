"""The page somebody sees who installed the bot in a workspace, or tried to."""

from bot.chat.wording.english import installing as english


class Installing(english.Installing):
    """Each function says one thing."""

    def installed(self, workspace: str) -> str:
        """The heading of the page somebody sees who installed the bot."""
        return f"Earshot ist in {workspace}."

    def installed_text(self) -> str:
        """What comes next."""
        return "Lade es mit /invite @earshot in einen Raum ein. Was dort gesagt wird, hört es nicht, und privat schreibt es nur denen, die darum gebeten haben."

    def installed_open(self) -> str:
        """A link back to the platform."""
        return "Slack öffnen"

    def not_installed(self) -> str:
        """The heading where it came to nothing."""
        return "Es wurde nichts installiert."

    def install_cancelled(self) -> str:
        """They pressed “Cancel”."""
        return "Auf der Seite von Slack wurde abgebrochen. Das ist in Ordnung; es hat sich nichts geändert."

    def install_too_late(self) -> str:
        """They came back after too long, or in another browser."""
        return "Diese Seite gilt zehn Minuten, und nur in dem Browser, in dem es begann. Bitte beginne noch einmal."

    def install_not_here(self) -> str:
        """The workspace is not one of those that may have the bot."""
        return "Dieser Workspace gehört nicht zu denen, für die Earshot eingerichtet ist. Wer es betreibt, kann ihn in app.yaml ergänzen; bis dahin wurde Earshot dort wieder entfernt."

    def install_not_for_all(self) -> str:
        """They installed it for a whole organisation at once."""
        return "Es war für eine ganze Organisation auf einmal gedacht. Wähle stattdessen einen Workspace; es lässt sich in jedem davon installieren."

    def install_trouble(self) -> str:
        """Slack or the store did not answer."""
        return "Slack oder Earshot selbst hatte gerade Schwierigkeiten. Bitte beginne in einer Minute noch einmal."

    def install_again(self) -> str:
        """A link."""
        return "Noch einmal beginnen"
