"""Texts and how long each network says they are, every number worked out by hand from the network's published rules.

Those of X follow the rules that twitter-text's conformance suite lays down, in cases of our own.
"""

from collections.abc import Iterator

from bot.domain.networks import Network

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"

COLUMNS = {
    Network.LINKEDIN: 0, Network.FACEBOOK: 0, Network.WHATSAPP: 0, Network.EMAIL: 0,
    Network.MASTODON: 1, Network.BLUESKY: 2, Network.X: 3, Network.THREADS: 4, Network.REDDIT: 5,
}  # fmt: skip
"""Which number of a row is a network's; four count the same way, as a text field of a browser does."""

# A text, then its length on: LinkedIn, Facebook, WhatsApp and e-mail; Mastodon; Bluesky; X; Threads; Reddit (a title).
PLAIN = [
    ("", 0, 0, 0, 0, 0, 0),
    ("hello", 5, 5, 5, 5, 5, 5),
    ("Two words.", 10, 10, 10, 10, 10, 10),
    ("a\nb", 3, 3, 3, 3, 3, 3),
    ("  two  spaces ", 14, 14, 14, 14, 14, 10),
    ("\t", 1, 1, 1, 1, 1, 0),
    ("one\r\ntwo", 8, 7, 7, 8, 8, 7),
    ("#LinuxKernel", 12, 12, 12, 12, 12, 12),
    ("@ana hi", 7, 7, 7, 7, 7, 7),
]
MARKS = [
    ("café", 4, 4, 4, 4, 4, 4),
    ("cafe\u0301", 5, 4, 4, 4, 5, 5),
    ("ñandú", 5, 5, 5, 5, 5, 5),
    ("o\u0308\u0323", 3, 1, 1, 3, 3, 3),
    ("Việt Nam", 8, 8, 8, 9, 8, 8),
    ("Straße", 6, 6, 6, 6, 6, 6),
    ("Łódź", 4, 4, 4, 4, 4, 4),
    ("\ufb01", 1, 1, 1, 2, 1, 1),
    ("Привет", 6, 6, 6, 6, 6, 6),
    ("Ελλάδα", 6, 6, 6, 6, 6, 6),
    ("и\u0306", 2, 1, 1, 1, 2, 2),
    ("Z\u0351\u036b\u0343\u036a", 5, 1, 1, 5, 5, 5),
    ("שלום", 4, 4, 4, 4, 4, 4),
    ("\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd", 7, 4, 4, 7, 7, 7),
    ("שלום\u200f", 5, 5, 5, 6, 5, 5),
    ("مرحبا", 5, 5, 5, 5, 5, 5),
    ("\u0628\u0651", 2, 1, 1, 2, 2, 2),
    ("\u0600\u0661", 2, 1, 1, 2, 2, 2),
    ("नमस्ते", 6, 3, 3, 6, 6, 6),
    ("क्षि", 4, 1, 1, 4, 4, 4),
    ("நி", 2, 1, 1, 2, 2, 2),
    ("สวัสดี", 6, 4, 4, 6, 6, 6),
    ("กำ", 2, 1, 1, 2, 2, 2),
    ("မြန်မာ", 6, 4, 4, 6, 6, 6),
]
EAST_ASIAN = [
    ("한국", 2, 2, 2, 4, 2, 2),
    ("\u1112\u1161\u11ab", 3, 1, 1, 2, 3, 3),
    ("가\u11a8", 2, 1, 1, 2, 2, 2),
    ("각", 1, 1, 1, 2, 1, 1),
    ("我", 1, 1, 1, 2, 1, 1),
    ("日本語", 3, 3, 3, 6, 3, 3),
    ("か\u3099き\u3099", 4, 2, 2, 4, 4, 4),
    ("\uff76\uff9e", 2, 1, 1, 4, 2, 2),
    ("葛\U000e0100", 3, 1, 1, 4, 2, 3),
    ("𠮷野家", 4, 3, 3, 6, 3, 4),
    ("。、！", 3, 3, 3, 6, 3, 3),
    ("全角\u3000空白", 5, 5, 5, 10, 5, 5),
]
PUNCTUATION = [
    ("“so”", 4, 4, 4, 4, 4, 4),
    ("…", 1, 1, 1, 2, 1, 1),
    ("a—b", 3, 3, 3, 3, 3, 3),
    ("€", 1, 1, 1, 2, 1, 1),
    ("£5", 2, 2, 2, 2, 2, 2),
    ("″", 1, 1, 1, 1, 1, 1),
    ("•", 1, 1, 1, 2, 1, 1),
    ("«oui»", 5, 5, 5, 5, 5, 5),
    ("a\u200bb", 3, 3, 3, 3, 3, 3),
    ("a\u200db", 3, 2, 2, 3, 3, 3),
    ("\u202aA", 2, 2, 2, 3, 2, 2),
]
EMOJI = [
    ("👍", 2, 1, 1, 2, 4, 2),
    ("👍🏽", 4, 1, 1, 2, 8, 4),
    ("👍👍🏽", 6, 2, 2, 4, 12, 6),
    ("😀😃😄", 6, 3, 3, 6, 12, 6),
    ("🫩", 2, 1, 1, 2, 4, 2),
    ("❤\ufe0f", 2, 1, 1, 2, 6, 2),
    ("✍\ufe0f", 2, 1, 1, 2, 6, 2),
    ("☺", 1, 1, 1, 2, 3, 1),
    ("©", 1, 1, 1, 1, 2, 1),
    ("©\ufe0f", 2, 1, 1, 2, 5, 2),
    (FAMILY, 11, 1, 1, 2, 25, 11),
    ("👩🏽\u200d💻", 7, 1, 1, 2, 15, 7),
    ("👨\u200d🎤", 5, 1, 1, 2, 11, 5),
    ("❤\ufe0f\u200d🔥", 5, 1, 1, 2, 13, 5),
    ("🏳\ufe0f\u200d🌈", 6, 1, 1, 2, 14, 6),
    ("👁\ufe0f\u200d🗨\ufe0f", 7, 1, 1, 2, 17, 7),
    (ENGLAND, 14, 1, 1, 2, 28, 14),
    ("🇩🇪", 4, 1, 1, 2, 8, 4),
    ("🇩🇪🇵🇹", 8, 2, 2, 4, 16, 8),
    ("🇩🇪🇵", 6, 2, 2, 4, 12, 6),
    ("1\ufe0f\u20e3", 3, 1, 1, 2, 7, 3),
    ("#\u20e3", 2, 1, 1, 2, 4, 2),
    ("1", 1, 1, 1, 1, 1, 1),
    ("🏽", 2, 1, 1, 2, 4, 2),
    ("🚗🏽", 4, 1, 1, 4, 8, 4),
    ("👍\u0301", 3, 1, 1, 3, 6, 3),
    ("☕ tea", 5, 5, 5, 6, 7, 5),
    ("hello 👍", 8, 7, 7, 8, 10, 8),
]
LINKS = [
    ("https://example.com", 19, 23, 11, 23, 19, 19),
    ("http://a.co", 11, 23, 4, 23, 11, 11),
    ("HTTPS://EXAMPLE.COM/A", 21, 23, 13, 23, 21, 21),
    ("example.com", 11, 23, 11, 23, 11, 11),
    ("example.com/a.", 14, 24, 14, 24, 14, 14),
    ("https://example.com/very/long/path?with=a&query=b#and-more", 58, 23, 27, 23, 58, 58),
    ("see https://e.co.", 17, 28, 9, 28, 17, 17),
    ("(https://e.co/a_(b))", 20, 25, 12, 25, 20, 20),
    ("https://example.com/?q=1)", 25, 24, 17, 24, 25, 25),
    ("a https://a.eu b.org", 20, 49, 12, 49, 20, 20),
    ("https://example.com/a,\nhttps://example.org/b", 44, 48, 28, 48, 44, 44),
    ("https://münchen.de/rathaus", 26, 23, 26, 23, 26, 26),
    ("https://example.com/日本語", 23, 26, 27, 29, 23, 23),
    ("日本語example.com", 14, 26, 14, 29, 14, 14),
    ("http://test_underscore.example.com", 34, 23, 27, 23, 34, 34),
    ("@ana@mastodon.social hi", 23, 7, 23, 23, 23, 23),
    ("shell.So we", 11, 26, 11, 26, 11, 11),
    ("me@example.com", 14, 14, 14, 14, 14, 14),
    ("https://a.example/x", 19, 19, 11, 19, 19, 19),
    ("https://localhost/x", 19, 19, 11, 19, 19, 19),
    ("http://192.168.0.1/x", 20, 20, 13, 20, 20, 20),
    ("http://www.-dash.com/", 21, 21, 13, 21, 21, 21),
    ("ftp://example.com", 17, 17, 17, 17, 17, 17),
    ("localhost:8080", 14, 14, 14, 14, 14, 14),
    ("192.168.0.1", 11, 11, 11, 11, 11, 11),
    ("3.5 e.g. U.S.", 13, 13, 13, 13, 13, 13),
    ("end.Then", 8, 8, 8, 8, 8, 8),
]
ROWS = [*PLAIN, *MARKS, *EAST_ASIAN, *PUNCTUATION, *EMOJI, *LINKS]

JUST_RIGHT = [
    (Network.LINKEDIN, "x" * 3_000), (Network.LINKEDIN, "👍" * 1_500),
    (Network.MASTODON, "我" * 500), (Network.MASTODON, FAMILY * 500),
    (Network.BLUESKY, "x" * 300), (Network.BLUESKY, "日" * 300),
    (Network.X, "x" * 280), (Network.X, "我" * 140), (Network.X, FAMILY * 140),
    (Network.X, "x" * 256 + " https://example.com/a/long/path"),
    (Network.THREADS, "x" * 500), (Network.THREADS, FAMILY * 20),
    (Network.FACEBOOK, "x" * 63_206), (Network.REDDIT, "x" * 300), (Network.WHATSAPP, "x" * 65_536),
]  # fmt: skip
"""Texts that just fit: one more letter would be too much."""

CLUSTERS = [
    # GB3 to GB5: line ends and control signs stand alone, but for CR LF
    ["\r\n"], ["\n", "\r"], ["a", "\n", "\u0301"], ["\u200b", "\u0308"], ["a", "\u2028", "b"], ["\t", "\t"],
    # GB6 to GB8: syllables of Hangul
    ["\u1100\u1161"], ["\u1100\u1100\u1161\u11a8"], ["\u1161", "\u1100"], ["가\u11a8"], ["각\u11a8"], ["각", "\u1161"],
    ["\u11a8", "\u1161"], ["가", "각"], ["\ua960\u1161\ud7cb"], ["\u1161\u11a8", "\u1161"],
    # GB9 and GB9a: marks and joiners follow, whatever the script
    ["e\u0301"], ["o\u0308\u0323"], ["a\u200d", "b"], ["a\u200c", "b"], ["a\ufe0f"], ["כ\u05bc"], ["ب\u0651"],
    ["க\u0bbe"], ["กำ"], ["ສຳ"], ["\uff76\uff9e"], ["葛\U000e0100"], ["म", "न"], ["က\u103c"], ["က", "\u102c"],
    # GB9b: signs that come before
    ["\u0600\u0661"], ["\u0600", "\n"], ["\u0d4eക"],
    # GB9c: consonants that a virama binds
    ["क\u094dत"], ["क\u094d\u200dत"], ["क\u200d\u094dत"], ["क\u094dत\u094dय"], ["क\u094d", "a"], ["क", "त"],
    ["ক\u09cdত"], ["க\u0bcd", "த"],
    # GB11: emoji that a joiner binds
    [FAMILY], ["👩🏽\u200d💻"], ["❤\ufe0f\u200d🔥"], ["👍\u200d", "a"], ["a\u200d", "👍"], ["👍", "👍🏽"],
    ["🏳\ufe0f\u200d🌈"], ["✍🏿"], ["🙂\u200d↔\ufe0f"], ["👍\u0301\u200d👍"], [FAMILY, FAMILY],
    # GB12 and GB13: flags are pairs
    ["🇩🇪", "🇵🇹"], ["🇩🇪", "🇵"], ["a", "🇩🇪", "b"], ["🇩\u200d", "🇪"], ["🇩🇪\u200d", "🇵🇹"], ["🇩🇪🏽"],
    # and the sequences that are one by the rules above
    [ENGLAND], ["1\ufe0f\u20e3", "2\ufe0f\u20e3"], ["#\u20e3"], ["x", ENGLAND, "x"],
]  # fmt: skip
"""Texts as the characters a reader sees, rule by rule of UAX #29 (Unicode 18)."""


def cases(network: Network) -> Iterator[tuple[str, int]]:
    """The texts of the table with their length on this network."""
    for text, *lengths in ROWS:
        yield text, lengths[COLUMNS[network]]
