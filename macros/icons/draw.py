"""Draws the icons of the tab as PNG, 32 by 32: `python macros/icons/draw.py`. Python alone is needed.

A picture is a list of layers (colour, shape), the later ones on top; a layer without a colour is a hole. A shape says
of a point whether it is inside; every pixel is looked at in 8 by 8 points.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

SIZE, FINE = 32, 8
NAVY, TEAL, AMBER, RED, WHITE = (22, 50, 79), (11, 125, 117), (201, 130, 0), (170, 32, 32), (255, 255, 255)
HOLE = None

Shape = Callable[[float, float], bool]
Point = tuple[float, float]


def box(x: float, y: float, width: float, height: float, r: float = 0) -> Shape:
    """A rectangle with round corners."""

    def inside(px: float, py: float) -> bool:
        dx = max(x + r - px, px - (x + width - r), 0)
        dy = max(y + r - py, py - (y + height - r), 0)
        return x <= px <= x + width and y <= py <= y + height and math.hypot(dx, dy) <= max(r, 1e-9)

    return inside


def disc(x: float, y: float, r: float) -> Shape:
    """A full circle."""
    return lambda px, py: math.hypot(px - x, py - y) <= r


def arc(centre: Point, r: float, width: float, start: float = 0, end: float = 360) -> Shape:
    """A part of a ring; degrees clockwise from three o'clock."""

    def inside(px: float, py: float) -> bool:
        dx, dy = px - centre[0], py - centre[1]
        turn = (math.degrees(math.atan2(dy, dx)) - start) % 360
        return abs(math.hypot(dx, dy) - r) <= width / 2 and turn <= end - start

    return inside


def line(width: float, *points: Point) -> Shape:
    """A line through these points, with round ends and corners."""

    def inside(px: float, py: float) -> bool:
        for (ax, ay), (bx, by) in pairwise(points):
            length = (bx - ax) ** 2 + (by - ay) ** 2
            along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
            if math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay)) <= width / 2:
                return True
        return False

    return inside


def area(*points: Point) -> Shape:
    """What these points enclose."""

    def inside(px: float, py: float) -> bool:
        odd = False
        for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True):
            if (ay > py) != (by > py) and px < (bx - ax) * (py - ay) / (by - ay) + ax:
                odd = not odd
        return odd

    return inside


def both(*shapes: Shape) -> Shape:
    """Where all of them are."""
    return lambda px, py: all(shape(px, py) for shape in shapes)


PAGE = [(NAVY, box(5, 2, 19, 28, 2.5)), (WHITE, box(7.5, 4.5, 14, 23, 0.5))]
TRAY = (NAVY, line(3, (4.5, 19), (4.5, 27.5), (27.5, 27.5), (27.5, 19)))
QUESTION = [arc((16, 12), 4.2, 2.8, 180, 415), line(2.8, (18.3, 15.4), (16, 17.6), (16, 19)), disc(16, 23, 1.8)]

ICONS: dict[str, list[tuple[tuple[int, int, int] | None, Shape]]] = {
    "flag": [(NAVY, line(3, (7.5, 4), (7.5, 28.5))), (AMBER, area((9, 4), (27, 4), (22.5, 10.5), (27, 17), (9, 17)))],
    "import": [TRAY, (TEAL, line(4, (16, 4), (16, 14))), (TEAL, area((8.5, 12.5), (23.5, 12.5), (16, 22)))],
    "dry-run": [TRAY, *((TEAL, box(14, y, 4, 2.6)) for y in (3, 7, 11)),
                (TEAL, area((8.5, 14), (23.5, 14), (16, 23))), (HOLE, area((12.2, 15.7), (19.8, 15.7), (16, 20.2)))],
    "inbox": [(NAVY, line(3, (3.5, 18), (8.5, 6), (23.5, 6), (28.5, 18), (28.5, 26.5), (3.5, 26.5), (3.5, 18))),
              (TEAL, line(3, (5.5, 18), (11, 18), (13, 22), (19, 22), (21, 18), (26.5, 18)))],
    "check": [(NAVY, box(4.5, 4.5, 23, 25, 2.5)), (WHITE, box(7, 7, 18, 20, 0.5)), (NAVY, box(10.5, 2, 11, 6.5, 2)),
              (TEAL, line(3.6, (10.5, 17.5), (14.5, 22), (21.5, 12.5)))],
    "allocate": [*((NAVY, line(2.4, (7, 16), (25, y))) for y in (6, 16, 26)), (NAVY, disc(6.5, 16, 4.5)),
                 *((TEAL, disc(25.5, y, 4.2)) for y in (6, 16, 26))],
    "preview": [(NAVY, both(disc(16, 25, 17), disc(16, 7, 17))), (WHITE, both(disc(16, 25, 14.2), disc(16, 7, 14.2))),
                (TEAL, disc(16, 16, 4.8)), (WHITE, disc(17.4, 14.6, 1.4))],
    "rebalance": [(NAVY, line(2.8, (16, 4), (16, 28))), (NAVY, line(2.8, (9.5, 28), (22.5, 28))),
                  (NAVY, line(2.8, (5, 8), (27, 8))),
                  *((NAVY, line(1.5, (x - 4.5, 18), (x, 8), (x + 4.5, 18))) for x in (6.5, 25.5)),
                  *((TEAL, both(disc(x, 18, 5.5), box(x - 6, 18, 12, 6))) for x in (6.5, 25.5))],
    "what-if": [(NAVY, box(3, 3, 26, 21, 4)), (NAVY, area((8, 22), (17, 22), (8, 30))),
                *((WHITE, lambda x, y, s=shape: s(16 + (x - 16) / 0.8, 16 + (y - 13) / 0.8)) for shape in QUESTION)],
    "forecast": [*((NAVY, box(x, y, 5.5, 29 - y, 0.8)) for x, y in ((3.5, 22), (12, 18), (20.5, 13.5))),
                 (TEAL, line(3, (4, 15), (12, 10), (22, 5.5))), (TEAL, area((18.5, 1), (29, 2.5), (23, 10.5)))],
    "why": [(NAVY, arc((13, 13), 9, 3.2)), (NAVY, line(4.6, (21, 21), (27.5, 27.5))), (WHITE, disc(13, 13, 7.4)),
            (TEAL, line(2.2, (9, 11), (17, 11))), (TEAL, line(2.2, (9, 15.2), (14.5, 15.2)))],
    "brief": [*PAGE, (TEAL, box(10, 7.5, 9, 4.5, 0.5)),
              *((NAVY, line(1.8, (10.5, y), (x, y))) for y, x in ((15.5, 18.5), (19.5, 18.5), (23.5, 15)))],
    "pdf": [*PAGE, (RED, box(3, 13, 27, 11, 1.5)),
            (WHITE, line(1.7, (7, 21.5), (7, 15.5), (9.3, 15.5), (10, 16.9), (9.3, 18.4), (7.2, 18.4))),
            (WHITE, line(1.7, (14, 15.5), (16, 15.5), (17.6, 17.2), (17.6, 19.8), (16, 21.5), (14, 21.5), (14, 15.5))),
            (WHITE, line(1.7, (22, 21.5), (22, 15.5), (25.6, 15.5))), (WHITE, line(1.7, (22, 18.5), (25, 18.5)))],
    "report": [(NAVY, disc(15, 17, 12)), (HOLE, area((14, 18), (14, 2), (32, 2), (32, 18))),
               (TEAL, both(disc(18, 14, 12), box(18, 2, 12, 12)))],
    "run": [(NAVY, box(3, 5, 26, 24, 3)), (WHITE, box(5.5, 11.5, 21, 15, 1)), (NAVY, line(3, (9.5, 3.5), (9.5, 7))),
            (NAVY, line(3, (22.5, 3.5), (22.5, 7))), (TEAL, area((12, 13), (22, 19), (12, 25)))],
    "doctor": [(NAVY, disc(16, 16, 13.5)), (WHITE, box(13.2, 7, 5.6, 18, 1.4)), (WHITE, box(7, 13.2, 18, 5.6, 1.4))],
    "undo": [(NAVY, arc((16, 18.5), 9, 3.8, 215, 450)), (TEAL, area((2.5, 4.5), (16.5, 10.5), (4.5, 19)))],
    "new": [*PAGE, (HOLE, disc(23.5, 23.5, 9)), (TEAL, disc(23.5, 23.5, 7.5)),
            (WHITE, line(2.4, (23.5, 19.5), (23.5, 27.5))), (WHITE, line(2.4, (19.5, 23.5), (27.5, 23.5)))],
    "show": [(TEAL, box(9, 2.5, 20.5, 19, 2)), (WHITE, box(11.2, 8, 16.1, 11.3)), (HOLE, box(0.5, 8.5, 22, 23, 2)),
             (NAVY, box(2, 10, 20, 19.5, 2)), (WHITE, box(4.2, 15.5, 15.6, 11.8)), (NAVY, box(4, 20.5, 16, 1.6)),
             (NAVY, box(11.2, 15, 1.6, 13))],
    "demo": [(NAVY, area((12, 4), (20, 4), (20, 12), (29, 27), (27, 29.5), (5, 29.5), (3, 27), (12, 12))),
             (WHITE, area((14.4, 4), (17.6, 4), (17.6, 12.6), (26, 27), (6, 27), (14.4, 12.6))),
             (TEAL, area((10.4, 19.5), (21.6, 19.5), (26, 27), (6, 27))), (NAVY, line(2.6, (11, 3.5), (21, 3.5)))],
    "help": [(NAVY, disc(16, 16, 13.5)), *((WHITE, shape) for shape in QUESTION)],
}  # fmt: skip


def pixel(layers: list[tuple[tuple[int, int, int] | None, Shape]], column: int, row: int) -> bytes:
    """Red, green, blue and cover of one pixel."""
    total, cover = [0, 0, 0], 0
    for at in range(FINE * FINE):
        x, y = column + (at % FINE + 0.5) / FINE, row + (at // FINE + 0.5) / FINE
        colour = next((colour for colour, shape in reversed(layers) if shape(x, y)), HOLE)
        if colour is not None:
            cover += 1
            total = [one + other for one, other in zip(total, colour, strict=True)]
    return bytes([*(round(one / cover) for one in total), round(255 * cover / FINE**2)]) if cover else bytes(4)


def png(layers: list[tuple[tuple[int, int, int] | None, Shape]]) -> bytes:
    """The picture as PNG: 8 bits a channel, with cover."""
    rows = b"".join(b"\0" + b"".join(pixel(layers, x, y) for x in range(SIZE)) for y in range(SIZE))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">2I5B", SIZE, SIZE, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


if __name__ == "__main__":
    for name, layers in ICONS.items():
        (Path(__file__).parent / f"{name}.png").write_bytes(png(layers))
