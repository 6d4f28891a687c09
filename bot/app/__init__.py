"""The only place that sees every folder: the running bot, and what the command line does without one."""

from bot.app.checking import Checks, check_platforms
from bot.app.chores import (
    FAILURES,
    IN_USE,
    OUR_FAULT,
    Show,
    check,
    clear,
    free_port,
    in_words,
    listen,
    migrate,
    sample_settings,
)
from bot.app.forgetting import forget_person
from bot.app.garbage import look_less_often
from bot.app.logs import log_as
from bot.app.manifests import slack_manifest, teams_package
from bot.app.opml import TakenIn, opml_in, opml_out
from bot.app.platforms import Play
from bot.app.running import Bot, running, told_to_stop
from bot.app.unknown import InDoubt, decide_unknown, list_unknown
from bot.taking_in import NotPossible
from jobs.listen import Heard
from jobs.listening.opml import NotOpml

__all__ = [
    "FAILURES",
    "IN_USE",
    "OUR_FAULT",
    "Bot",
    "Checks",
    "Heard",
    "InDoubt",
    "NotOpml",
    "NotPossible",
    "Play",
    "Show",
    "TakenIn",
    "check",
    "check_platforms",
    "clear",
    "decide_unknown",
    "forget_person",
    "free_port",
    "in_words",
    "list_unknown",
    "listen",
    "log_as",
    "look_less_often",
    "migrate",
    "opml_in",
    "opml_out",
    "running",
    "sample_settings",
    "slack_manifest",
    "teams_package",
    "told_to_stop",
]
