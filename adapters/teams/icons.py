"""The app's two icons, drawn by ourselves: rings that reach a dot, as sound an ear. PNG (W3C, third edition)."""

import struct
import zlib
from collections.abc import Callable
from math import hypot

Colour = tuple[int, int, int, int]
Drawn = Callable[[float, float], float]
"""How much of a point is covered, from 0 to 1."""

COLOUR_SIZE, OUTLINE_SIZE = 192, 32
GROUND, WHITE = (47, 111, 143), (255, 255, 255)
DOT, RINGS, BROAD = 0.1, (0.32, 0.57, 0.82), 0.1
"""How large the dot is, how far each ring is from it, and how broad, as parts of the symbol."""


def colour() -> bytes:
    """192 by 192, the symbol in white on our colour, within the middle, which is never cut off."""
    sign = _sign(COLOUR_SIZE, within=0.52)

    def pixel(x: float, y: float) -> Colour:
        covered = sign(x, y)
        red, green, blue = (round(at + (to - at) * covered) for at, to in zip(GROUND, WHITE, strict=True))
        return red, green, blue, 255

    return _png(COLOUR_SIZE, pixel)


def outline() -> bytes:
    """32 by 32, white on nothing."""
    sign = _sign(OUTLINE_SIZE, within=0.74)
    return _png(OUTLINE_SIZE, lambda x, y: (*WHITE, round(255 * sign(x, y))))


def _sign(size: int, *, within: float) -> Drawn:
    """A dot at the left, and a quarter of three rings around it; edges are as soft as a point is wide."""
    span = size * within
    left, middle = (size - span) / 2 + span * DOT, size / 2

    def covered(x: float, y: float) -> float:
        across, up = x - left, abs(middle - y)
        away = hypot(across, up)
        rings = [min(span * BROAD / 2 - abs(away - span * far), (across - up) * 0.7) for far in RINGS]
        return min(max(max(span * DOT - away, *rings) + 0.5, 0.0), 1.0)

    return covered


def _png(size: int, pixel: Callable[[float, float], Colour]) -> bytes:
    """A square picture of eight bits a channel, with transparency."""
    rows = (bytes(part for x in range(size) for part in pixel(x + 0.5, y + 0.5)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", data), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
