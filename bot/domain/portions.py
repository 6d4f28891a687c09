"""A long text in portions that a message holds."""


def portions(text: str, most: int) -> list[str]:
    """The text in as many parts as it takes, each of at most so many characters; joined by nothing, they are the text.

    Cut where a line ends, where there is such a place in the second half of a part; else between words; else anywhere.
    """
    parts = []
    while len(text) > most:
        ends = (text.rfind(gap, most // 2, most) + 1 for gap in ("\n", " "))
        at = next(filter(None, ends), most)
        parts.append(text[:at])
        text = text[at:]
    return [*parts, text]
