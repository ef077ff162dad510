# /// script
# requires-python = ">=3.12"
# dependencies = ["pillow>=12"]
# ///
"""Maintainer script: draw the pictures of the demo offers from outlines of districts in the portal's colours.

Usage: .venv/bin/python deploy/demo_pictures.py
Writes portal/demo/data/pictures/*.webp, 1200 x 800, under 40 kB each; the colours are those of static/css/tokens.css.
What each shows is said for people who do not see it in portal/demo/data/pictures.json.
"""

import json
import math
from pathlib import Path

from PIL import Image, ImageDraw

DATA = Path(__file__).resolve().parent.parent / "portal" / "demo" / "data"
WIDTH, HEIGHT = 1200, 800
FINER = 3  # drawn so much larger, then scaled down for smooth edges
MARIGOLD, PAPER = "#fbc044", "#f6fbfc"
# Tone and tint of the life stages.
AMBER, CORAL, PLUM = ("#8b551c", "#fee7b8"), ("#a43d2b", "#ffdfd5"), ("#883468", "#fae1ee")
VIOLET, PETROL, GREEN = ("#4d4691", "#e7e7fc"), ("#0a5870", "#cfeef7"), ("#286037", "#d5f3da")
MIST, WATER = "#c4e5eb", "#3993a9"


def outlines():
    """The largest ring of each district by name, in units of its own size around (0, 0), north up."""
    features = json.loads((DATA / "stadtteile.geojson").read_text())["features"]
    return {f["properties"]["name"]: _unit(f["geometry"]["coordinates"]) for f in features}


def _unit(polygons):
    ring = max((polygon[0] for polygon in polygons), key=len)
    lons, lats = zip(*ring, strict=True)
    width = math.cos(math.radians(min(lats)))
    points = [(lon * width, -lat) for lon, lat in ring]
    west, east = min(lons) * width, max(lons) * width
    size = max(east - west, max(lats) - min(lats))
    return [((x - (west + east) / 2) / size, (y + (min(lats) + max(lats)) / 2) / size) for x, y in points]


class Sheet:
    """A coloured sheet to draw on, in units of the finished picture."""

    def __init__(self, ground):
        self.image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), ground)
        self.pen = ImageDraw.Draw(self.image)

    def shape(self, outline, centre, size, colour, turn=0, opacity=1.0):
        """An outline turned by degrees, its longer side `size` long."""
        sin, cos = math.sin(math.radians(turn)), math.cos(math.radians(turn))
        points = [
            (
                (centre[0] + size * (x * cos - y * sin)) * FINER,
                (centre[1] + size * (x * sin + y * cos)) * FINER,
            )
            for x, y in outline
        ]
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon(points, fill=round(255 * opacity))
        self.image.paste(colour, mask=mask)

    def dot(self, centre, radius, colour):
        self.pen.ellipse(_box(centre, radius), fill=colour)

    def ring(self, centre, radius, colour, width):
        self.pen.ellipse(_box(centre, radius), outline=colour, width=width * FINER)

    def line(self, points, colour, width):
        self.pen.line(
            [(x * FINER, y * FINER) for x, y in points], fill=colour, width=width * FINER, joint="curve"
        )

    def save(self, name):
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.save(DATA / "pictures" / f"{name}.webp", "WEBP", quality=80, method=6)


def _box(centre, radius):
    return [(middle + sign * radius) * FINER for sign in (-1, 1) for middle in centre]


def wave(level, height, length, start=0):
    return [(x, level + height * math.sin((x + start) / length)) for x in range(0, WIDTH + 1, 8)]


def speaking(towns):
    sheet = Sheet(PETROL[1])
    sheet.shape(towns["Sudenburg"], (430, 400), 620, PETROL[0])
    sheet.shape(towns["Cracau"], (790, 420), 600, VIOLET[0], opacity=0.82)
    for number in range(3):
        sheet.dot((520 + number * 90, 400), 26, MARIGOLD)
    return sheet


def reading(towns):
    sheet = Sheet(VIOLET[1])
    sheet.shape(towns["Stadtfeld Ost"], (600, 400), 720, VIOLET[0])
    for number in range(9):
        sheet.line([(300, 190 + number * 52), (860 - number % 3 * 70, 190 + number * 52)], VIOLET[1], 9)
    sheet.dot((880, 190), 30, MARIGOLD)
    return sheet


def sound(towns):
    sheet = Sheet(PLUM[1])
    for number in range(5):
        sheet.line(wave(240 + number * 75, 34, 190), PLUM[0], 5)
    notes = ["Buckau", "Werder", "Salbke", "Reform", "Altstadt"]
    for number, name in enumerate(notes):
        centre = (170 + number * 215, 250 + number * 2 % 5 * 68)
        sheet.shape(towns[name], centre, 150, MARIGOLD if number == 3 else PLUM[0], turn=20 * number)
    return sheet


def nature(towns):
    sheet = Sheet(GREEN[1])
    sheet.dot((960, 170), 80, MARIGOLD)
    trees = ["Diesdorf", "Kreuzhorst", "Herrenkrug", "Pechau", "Ottersleben"]
    for number, name in enumerate(trees):
        x, size = 150 + number * 225, 330 + number * 67 % 150
        sheet.line([(x, 480), (x, 740)], GREEN[0], 16)
        sheet.shape(towns[name], (x, 430), size, GREEN[0], turn=-12 + number * 6, opacity=0.9)
    return sheet


def technics(towns):
    sheet, centre = Sheet(MIST), (600, 400)
    for number in range(24):
        angle = math.tau * number / 24
        ends = [(centre[0] + r * math.cos(angle), centre[1] + r * math.sin(angle)) for r in (300, 350)]
        sheet.line(ends, PETROL[0], 22)
    sheet.ring(centre, 310, PETROL[0], 16)
    sheet.ring(centre, 255, WATER, 8)
    sheet.shape(towns["Rothensee"], centre, 400, PETROL[0])
    sheet.dot(centre, 34, MARIGOLD)
    return sheet


def movement(towns):
    sheet = Sheet(CORAL[1])
    for number in range(5):
        x, y = 170 + number * 215, 560 - 270 * math.sin(math.pi * (number + 0.4) / 5)
        sheet.shape(
            towns["Neue Neustadt"], (x, y), 270, CORAL[0], turn=number * 38, opacity=0.35 + number * 0.16
        )
    sheet.dot((1050, 170), 36, MARIGOLD)
    return sheet


def family(towns):
    sheet = Sheet(AMBER[1])
    group = [("Stadtfeld West", 330, 380, 520, AMBER[0]), ("Alte Neustadt", 640, 440, 400, CORAL[0])]
    group += [("Hopfengarten", 840, 530, 230, AMBER[0]), ("Fermersleben", 1000, 545, 200, CORAL[0])]
    for name, x, y, size, colour in group:
        sheet.shape(towns[name], (x, y), size, colour, opacity=0.92)
    sheet.dot((880, 290), 40, MARIGOLD)
    return sheet


def water(towns):
    sheet = Sheet(WATER)
    sheet.shape(towns["Altstadt"], (170, 330), 760, PAPER)
    sheet.shape(towns["Prester"], (1060, 450), 760, PAPER)
    for number in range(7):
        sheet.line(wave(170 + number * 78, 14, 60, number * 55)[40:112], MIST, 6)
    sheet.dot((610, 385), 34, MARIGOLD)
    return sheet


DRAWINGS = {
    "sprechen": speaking,
    "lesen": reading,
    "klang": sound,
    "natur": nature,
    "technik": technics,
    "bewegung": movement,
    "familie": family,
    "wasser": water,
}


def main():
    towns = outlines()
    (DATA / "pictures").mkdir(exist_ok=True)
    for name, draw in DRAWINGS.items():
        draw(towns).save(name)


if __name__ == "__main__":
    main()
