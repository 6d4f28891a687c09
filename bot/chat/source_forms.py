"""The forms of a steward's desk about sources."""

from collections import Counter
from collections.abc import Sequence

from bot.chat.cards import Field, FieldKind, Form, Option
from bot.chat.events import FormName
from bot.chat.wording import Words
from bot.domain.sources import LONGEST_NAME, Deed, Source, provisional_name

MOST_OPTIONS = 100
"""So many a select holds on Slack (Block Kit reference, static select)."""

LONGEST_LABEL = 75
"""Characters of an option, there as well."""


def add_source(w: Words) -> Form:
    """A new source: a page's address is enough."""
    return Form(
        name=FormName.ADD_SOURCE,
        title=w.add_source(),
        intro=w.add_source_intro(),
        submit=w.add_source_submit(),
        fields=(
            # A text, not a link: a browser would refuse `blog.example.org` before we have seen it.
            Field(
                "address", w.source_address(), FieldKind.TEXT, required=True, hint=w.source_address_hint(), most=2000
            ),
            Field("name", w.source_name(), FieldKind.TEXT, hint=w.source_name_hint(), most=LONGEST_NAME),
        ),
    )


def look_after_source(sources: Sequence[Source], w: Words) -> Form:
    """Which source, and what is to be done; where a select cannot hold them all, first some letters of it."""
    if len(sources) > MOST_OPTIONS:
        search = Field(
            "search", w.source_search(), FieldKind.TEXT, required=True, hint=w.source_search_hint(len(sources)), most=80
        )
        return Form(FormName.LOOK_AFTER_SOURCE, w.look_after_source(), w.source_search_submit(), (search,))
    deeds = tuple(Option(deed.value, w.source_deed(deed)) for deed in Deed)
    only = sources[0].id if len(sources) == 1 else ""
    return Form(
        name=FormName.LOOK_AFTER_SOURCE,
        title=w.look_after_source(),
        intro=w.look_after_source_intro(),
        submit=w.look_after_source_submit(),
        fields=(
            Field("source", w.which_source(), FieldKind.SELECT, required=True, options=_options(sources), value=only),
            Field("deed", w.source_deed_question(), FieldKind.RADIO, required=True, options=deeds),
        ),
    )


def _options(sources: Sequence[Source]) -> tuple[Option, ...]:
    """By name, and where two have the same name, with their hosts."""
    named = Counter(one.name for one in sources)
    ordered = sorted(sources, key=lambda one: (one.name.casefold(), one.url))
    return tuple(Option(one.id, _label(one, alone=named[one.name] == 1)) for one in ordered)


def _label(source: Source, *, alone: bool) -> str:
    label = source.name if alone else f"{source.name[:40]} · {provisional_name(source.url)}"
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
