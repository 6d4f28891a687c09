"""Interviews as people might answer them, in five languages, put together by chance from sentences written for this."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bot.domain.drafts import Answers


@dataclass(frozen=True, slots=True)
class Tongue:
    """What is said in one language; in Japanese nothing stands between two sentences."""

    code: str
    titles: tuple[str, ...]
    workplace: tuple[str, ...]
    sentences: tuple[str, ...]
    between: str = " "


@dataclass(frozen=True, slots=True)
class Interview:
    """An item, what a person said about it, and whether they want to say where they work."""

    language: str
    title: str
    url: str
    answers: Answers
    workplace: str | None


ENGLISH = Tongue(
    "en",
    ("Rust in the kernel: what “two years” taught us", "A bakery that opens at noon"),
    ("I work at Example Works.", "(I work at Example Works.)"),
    (
        "We moved our build last spring.", "It took three weeks longer than planned.",
        "Nobody had counted the drivers!",
        "I would start with one module.", "The night shift noticed first.", "Was it worth it?", "For us, yes.",
        "But ask me again in a year.", "My first attempt failed, e.g. on the old machines.",
        "Version 2.4 fixed most.",
        "Our customers never saw any of it 🙂", "They only noticed that the line was quiet.",
        "“Why now?” they asked.",
        "Because the old way cost us Sundays.", "I still keep the list of what broke: 41 things.",
        "Half of them were mine…", "A colleague drew it on a napkin.", "That napkin hangs on the wall.",
        "#open_source helped, more than I thought.", "See https://own.example/notes for the boring part.",
        "What would you have done?", "Three things helped:\n- sleep\n- tests\n- saying no",
        "Never again on a Friday!",
        "And I'd keep the tests.", "The shop floor has no patience for betas.",
    ),
)  # fmt: skip
GERMAN = Tongue(
    "de",
    ("Wie ein Stellwerk das Rechnen lernte", "„Offen“ heißt nicht „fertig“"),
    ("Ich arbeite bei Beispielwerk.", "(Offengelegt: Ich arbeite bei Beispielwerk.)"),
    (
        "Bei uns stand das Band zwei Tage.", "Niemand hatte z. B. an die Waage gedacht.",
        "Das war mein Fehler!",
        "Am 3. Oktober lief es wieder.", "Wir hatten vorher alles auf Papier.",
        "Jetzt fehlt mir das Papier manchmal.",
        "Was hätte ich anders gemacht?", "Früher fragen.", "Deshalb sitzt die Schicht nun mit am Tisch.",
        "Die Straße vor dem Werk war gesperrt.", "Also kamen die Teile zu spät.",
        "Geholfen hat ein Praktikant.",
        "Er fragte einfach, warum.", "Seitdem fragen wir öfter…", "Ü 50 zu sein, ist dabei kein Nachteil 😉",
        "Es braucht Geduld, d. h. Kaffee.", "Unser Prüfstand ist von 1998.", "Und er läuft.",
        "Mehr dazu steht nirgends.",
        "Ich hätte gern früher davon gelesen.", "Zwei Dinge blieben:\n1. Ruhe\n2. Listen",
        "Die Kundschaft merkte nichts.",
        "Gut so!", "Aber die Rechnung kam trotzdem.", "Wer macht es anders?",
    ),
)  # fmt: skip
FRENCH = Tongue(
    "fr",
    ("Ce que l’atelier a compris avant nous", "Réparer plutôt que remplacer"),
    ("Je travaille chez Exemple & Cie.", "(Je travaille chez Exemple & Cie.)"),
    (
        "Nous avons commencé par l’ancien four.", "Personne n’y croyait !",
        "Pourquoi avoir attendu si longtemps ?",
        "Ça marche depuis mardi.", "Mais le bruit est resté.", "J’ai noté 17 pannes en un mois.",
        "C’est beaucoup.",
        "L’équipe de nuit a trouvé la cause.", "Il fallait écouter la vanne.", "Donc nous écoutons, désormais.",
        "« On verra bien », disait le chef.", "On a vu…", "Mme Petit m’a prêté son carnet.", "Il date de 1987.",
        "Si c’était à refaire, je dessinerais d’abord.", "Et je poserais plus de questions.",
        "Merci au café de 5 h ☕",
        "Le plus dur fut d’arrêter la ligne.", "Les clients n’ont rien senti.", "Cela me suffit.",
        "À quoi sert un capteur sans personne ?", "Je ne connais pas la réponse.", "Trois fois rien, etc.",
        "Demain, nous ouvrons la porte aux voisins.", "Cette histoire n’est pas finie !",
    ),
)  # fmt: skip
SPANISH = Tongue(
    "es",
    ("La tienda que aprendió a esperar", "¿Y si el mapa estuviera mal?"),
    ("Trabajo en Ejemplo y Cía.", "(Trabajo en Ejemplo y Cía.)"),
    (
        "Llevamos dos años con este sistema.", "¡Por fin funciona!", "¿Quién lo habría dicho?", "Yo no.",
        "Al principio todo era lento.", "Pero nadie se rindió.", "El Sr. Molina guardó las piezas viejas.",
        "Sin ellas no habría prueba.", "Cambiamos 12 de 30.", "Así ahorramos un viaje al mes.",
        "Me sorprendió el silencio.",
        "Mi parte fue pequeña: las etiquetas.", "También dibujé el plano 🙂", "Entonces vino la lluvia…",
        "La nave se llenó de agua.", "Aprendimos a poner todo más alto.", "Lo haría otra vez.", "Con botas.",
        "Los clientes preguntan primero por el plazo.", "Luego por el precio.", "Eso no ha cambiado.",
        "Dos consejos:\n– medir\n– dormir", "La próxima vez empezaría por el almacén.",
        "¿Alguien lo ha probado en frío?",
        "Aquí nunca nieva.",
    ),
)  # fmt: skip
JAPANESE = Tongue(
    "ja",
    ("町工場が手放した紙の台帳", "「速さ」より大切なこと"),
    ("例示製作所で働いています。", "（例示製作所に勤めています。）"),
    (
        "最初は誰も信じていませんでした。", "三か月かかりました。", "でも、やってよかったです！",
        "古い機械は静かでした。",
        "新しい機械はもっと静かです。", "なぜ今だったのでしょうか？", "注文が減ったからです。",
        "私は図面を引きました。",
        "失敗は41回です。", "そのうち半分は私のせいです…", "夜勤の人が先に気づきました。",
        "だから夜勤に聞くようにしました。",
        "お客様は何も感じなかったようです。", "それで十分です。", "雨の日は今でも心配です。",
        "屋根が低いので😅",
        "新人には「まず音を聞いて」と言います。", "音は嘘をつきません。", "来年は倉庫から始めたいです。",
        "みなさんの現場ではどうですか？", "大事なことは二つ。\n・測る\n・休む", "Rustも少し書きました。",
        "しかし週末は書きません。", "また話します。", "猫も見に来ました🐈",
    ),
    between="",
)  # fmt: skip
TONGUES = (ENGLISH, GERMAN, FRENCH, SPANISH, JAPANESE)


def interviews(count: int, *, seed: int) -> Iterator[Interview]:
    """This many interviews, as many in each language; the same for the same seed."""
    chance = Random(seed)
    told: set[Answers] = set()
    while len(told) < count:
        tongue = TONGUES[len(told) % len(TONGUES)]
        said = chance.sample(tongue.sentences, chance.choice((1, 2, 3, 4, 5, 6, 8)))
        main = min(len(said), chance.randint(1, 5))
        second = chance.randint(main, len(said))
        answers = Answers(*(_spoken(part, tongue, chance) for part in (said[:main], said[main:second], said[second:])))
        if answers in told:
            continue
        told.add(answers)
        yield Interview(
            tongue.code,
            chance.choice(tongue.titles),
            chance.choice(("https://news.example/a?b=1", "https://blog.example/2026/11/a-longer-one-about-it", "")),
            answers,
            chance.choice((*tongue.workplace, None)),
        )


def _spoken(said: list[str], tongue: Tongue, chance: Random) -> str:
    """Sentences as they are typed: mostly on, now and then on a new line."""
    text = "".join(one + chance.choice((tongue.between, tongue.between, "\n", "\n\n", "  ")) for one in said)
    return text.strip()
