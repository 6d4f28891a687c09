"""Talk about how people work, which is nobody's to correct: pay, hours, safety, harassment, unions, those above.

In many countries the law protects it (US: National Labor Relations Act, section 7; EU: Directive 2023/970, article 7,
on pay; Germany: Betriebsverfassungsgesetz, sections 20 and 119). A draft that speaks of it anywhere is left alone as a
whole: what it says of figures or customers may be its very argument. No list of words is ever complete, so the other
notices are careful too: each needs a sign of its own, and none comes for what a draft merely does not say.
"""

from bot.domain.checking.names import marked
from bot.domain.spelling import any_of, folded, sentences_of
from bot.domain.vocabulary import protected_english as english
from bot.domain.vocabulary import protected_german as german

_SUBJECTS = (
    (english.PAY, english.HOURS, english.SAFETY, english.HARASSMENT, english.UNION, english.FIRED, english.ABOVE),
    (german.PAY, german.HOURS, german.SAFETY, german.HARASSMENT, german.UNION, german.FIRED, german.ABOVE),
)


def is_protected(text: str, *, company: str = "") -> bool:
    """Whether any sentence of a text speaks of work as those who do it meet it, in English or German."""
    return any(_speaks_of_work(folded(sentence)) for sentence in sentences_of(marked(text, company)))


def _speaks_of_work(sentence: str) -> bool:
    if any(any_of(*subjects).search(sentence) for subjects in _SUBJECTS):
        return True
    return any(
        any_of(judged).search(sentence) and any_of(blame).search(sentence)
        for judged, blame in ((english.JUDGED, english.BLAME), (german.JUDGED, german.BLAME))
    )
