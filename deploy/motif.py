# /// script
# requires-python = ">=3.12"
# dependencies = ["shapely>=2.1"]
# ///
"""Maintainer script: draw the portal's motif from the outlines of a city's districts.

Usage: uv run deploy/motif.py      (reads deploy/motif.toml; shapely is needed here only)
Writes the drawings that the portal ships: in static/img/ stadtteile.svg (a silhouette of each district as
symbol "d-<slug>", the whole city as "city"), stadtplan.svg (the districts side by side for the small map of the search,
"p-<slug>") and marke.svg (the favicon), in templates/components/ two more.
"""

import json
import math
import tomllib
from pathlib import Path

from shapely import affinity, coverage_simplify, make_valid, total_bounds
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

ROOT = Path(__file__).resolve().parent.parent
KILOMETRES_A_DEGREE = 111.32
SPECK = 0.02  # square kilometres or drawing units; smaller parts are lost at this size
TINT, ACCENT = "#00536a", "#fbc044"

type Districts = dict[str, BaseGeometry]


def slug(name: str) -> str:
    """The name as it stands in addresses: "Leipziger Straße" is "leipziger-strasse"."""
    spelled = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-"}
    return name.lower().translate(str.maketrans(spelled))


def read(path: Path) -> tuple[Districts, float]:
    """Districts by name in kilometres, north up, true to area, and the width of a degree at the city's latitude."""
    features = json.loads(path.read_text())["features"]
    districts = {f["properties"]["name"]: shape(f["geometry"]) for f in features}
    _, south, _, north = total_bounds(list(districts.values()))
    width = KILOMETRES_A_DEGREE * math.cos(math.radians((south + north) / 2))
    flat = {n: affinity.scale(g, width, -KILOMETRES_A_DEGREE, origin=(0, 0)) for n, g in districts.items()}
    return dict(sorted(flat.items())), width


def simplified(districts: Districts, tolerance: float) -> Districts:
    """Coarser outlines in which a border shared by two districts stays one line."""
    coarse = coverage_simplify(list(districts.values()), tolerance)
    return {name: make_valid(outline) for name, outline in zip(districts, coarse, strict=True)}


def pieces(geometry: BaseGeometry) -> list[Polygon]:
    parts = getattr(geometry, "geoms", [geometry])
    return [p for p in parts if isinstance(p, Polygon) and p.area > SPECK]


def largest(geometry: BaseGeometry) -> Polygon:
    return max(pieces(geometry), key=lambda piece: piece.area)


def path(geometry: BaseGeometry) -> str:
    """The outline as path data with one decimal."""
    rings = [ring for piece in pieces(geometry) for ring in (piece.exterior, *piece.interiors)]
    return "".join(
        "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in ring.coords[:-1]) + "Z" for ring in rings
    )


def _short(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def fitted(districts: Districts, width: float, height: float, margin: float) -> Districts:
    """The same shapes moved and scaled together into a box, aspect kept, centred."""
    scale, left, top = frame(districts, width, height, margin)
    return {n: affinity.affine_transform(g, [scale, 0, 0, scale, left, top]) for n, g in districts.items()}


def frame(districts: Districts, width: float, height: float, margin: float) -> tuple[float, float, float]:
    """Scale and offsets that `fitted` applies."""
    west, north, east, south = total_bounds(list(districts.values()))
    scale = min((width - 2 * margin) / (east - west), (height - 2 * margin) / (south - north))
    left = (width - scale * (east - west)) / 2 - scale * west
    top = (height - scale * (south - north)) / 2 - scale * north
    return scale, left, top


def silhouette(outline: BaseGeometry) -> str:
    """One shape for a box of 24, small bays closed and corners softened, so that it reads at 28 px."""
    (piece,) = fitted({"": largest(outline)}, 24, 24, 1.5).values()
    soft = piece.simplify(0.55).buffer(-0.2).buffer(0.7, quad_segs=2).simplify(0.25)
    return path(largest(soft))


def whole(districts: Districts) -> BaseGeometry:
    return unary_union([outline.buffer(0.02) for outline in districts.values()])


def mark(districts: Districts, second_bank: list[str]) -> list[str]:
    """Outlines of the banks for a box of 40, the strip of the river between them."""
    sides = [{n: g for n, g in districts.items() if (n in second_bank) is second} for second in (False, True)]
    banks = {
        str(i): largest(whole(side).buffer(0.25).buffer(-0.35)).simplify(0.75).buffer(-0.24)
        for i, side in enumerate(sides)
        if side
    }
    softened = (
        g.buffer(-0.4).buffer(0.7, quad_segs=2).simplify(0.2) for g in fitted(banks, 40, 40, 2).values()
    )
    return [path(largest(bank)) for bank in softened]


def mosaic(districts: Districts, gap: float = 1.6) -> dict[str, str]:
    """Every district as a stone of its own, ``gap`` drawing units of joint around it."""
    stones = fitted(simplified(districts, 0.12), 520, 640, 4)
    return {name: path(outline.buffer(-gap, join_style="mitre")) for name, outline in stones.items()}


def write_symbols(districts: Districts, credit: str) -> None:
    outlines = {f"d-{slug(n)}": g for n, g in simplified(districts, 0.1).items()}
    outlines["city"] = MultiPolygon([largest(whole(districts).buffer(0.3).buffer(-0.3))])
    symbols = (
        f'<symbol id="{key}" viewBox="0 0 24 24"><path d="{silhouette(g)}"/></symbol>\n'
        for key, g in outlines.items()
    )
    text = f'<svg xmlns="http://www.w3.org/2000/svg">\n<!-- {credit} -->\n{"".join(symbols)}</svg>\n'
    (ROOT / "static/img/stadtteile.svg").write_text(text)


def write_map(districts: Districts, kilometres_a_degree_east: float, credit: str) -> None:
    """No fill and no stroke of their own: pages that use them bring both.

    The metadata say where a point lies: x = a * longitude + b, y = c * latitude + d, as "a b c d".
    """
    box, coarse = (400, 480, 4), simplified(districts, 0.15)
    paths = "\n".join(
        f'<path id="p-{slug(name)}" d="{path(outline)}"/>' for name, outline in fitted(coarse, *box).items()
    )
    scale, left, top = frame(coarse, *box)
    place = f"{scale * kilometres_a_degree_east:.5f} {left:.5f} {-scale * KILOMETRES_A_DEGREE:.5f} {top:.5f}"
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 480">'
    head += f"\n<!-- {credit} -->\n<metadata>{place}</metadata>"
    (ROOT / "static/img/stadtplan.svg").write_text(f'{head}\n<g id="plan">\n{paths}\n</g>\n</svg>\n')


def write_mark(banks: list[str], credit: str) -> None:
    shapes = "".join(f'<path fill="{c}" d="{d}"/>\n' for c, d in zip((TINT, ACCENT), banks, strict=False))
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">'
    (ROOT / "static/img/marke.svg").write_text(f"{head}\n<!-- {credit} -->\n{shapes}</svg>\n")
    classes = ("west", "east")
    parts = "\n".join(f'  <path class="bp-mark__{c}" d="{d}"/>' for c, d in zip(classes, banks, strict=False))
    head = '<svg class="bp-mark" viewBox="0 0 40 40" aria-hidden="true">'
    write_template("mark", f"{head}\n{parts}\n</svg>")


def write_mosaic(stones: dict[str, str], classes: dict[str, str]) -> None:
    parts = "\n".join(
        f'  <path class="{classes[n]}" d="{d}"/>' if n in classes else f'  <path d="{d}"/>'
        for n, d in stones.items()
    )
    head = '<svg class="bp-mosaic" viewBox="0 0 520 640" aria-hidden="true">'
    write_template("mosaic", f"{head}\n{parts}\n</svg>")


def write_template(name: str, text: str) -> None:
    drawn = (
        "{# Drawn by deploy/motif.py; change it there. #}\n{# djlint:off #}\n" + text + "\n{# djlint:on #}\n"
    )
    (ROOT / f"templates/components/{name}.html").write_text(drawn)


def main() -> None:
    city = tomllib.loads((ROOT / "deploy/motif.toml").read_text())
    districts, kilometres_a_degree_east = read(ROOT / city["source"])
    write_symbols(districts, city["credit"])
    write_map(districts, kilometres_a_degree_east, city["credit"])
    write_mark(mark(districts, city["second_bank"]), city["credit"])
    write_mosaic(mosaic(districts), city["mosaic"])


if __name__ == "__main__":
    main()
