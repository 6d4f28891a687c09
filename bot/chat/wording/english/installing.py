"""The page somebody sees who installed the bot in a workspace, or tried to."""


class Installing:
    """Each function says one thing."""

    def installed(self, workspace: str) -> str:
        """The heading of the page somebody sees who installed the bot."""
        return f"Earshot is in {workspace}."

    def installed_text(self) -> str:
        """What comes next."""
        return "Invite it into a room with /invite @earshot. It hears nothing that is said there, and writes in private to nobody who did not ask for it."

    def installed_open(self) -> str:
        """A link back to the platform."""
        return "Open Slack"

    def not_installed(self) -> str:
        """The heading where it came to nothing."""
        return "Nothing was installed."

    def install_cancelled(self) -> str:
        """They pressed “Cancel”."""
        return "It was cancelled on Slack’s page. That is fine; nothing has changed."

    def install_too_late(self) -> str:
        """They came back after too long, or in another browser."""
        return "This page is good for ten minutes, and only in the browser where it began. Begin once more, please."

    def install_not_here(self) -> str:
        """The workspace is not one of those that may have the bot."""
        return "This workspace is not among those Earshot was set up for. Whoever runs it can add the workspace to app.yaml; until then it was taken out again."

    def install_not_for_all(self) -> str:
        """They installed it for a whole organisation at once."""
        return "It was meant for a whole organisation at once. Choose one workspace instead; it can be installed in each of them."

    def install_trouble(self) -> str:
        """Slack or the store did not answer."""
        return "Slack or Earshot itself had trouble just now. Begin once more, please, in a minute."

    def install_again(self) -> str:
        """A link."""
        return "Begin once more"
