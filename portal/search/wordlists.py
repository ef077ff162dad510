"""Lists of words that lie beside the code, in sections."""

from pathlib import Path

DATA = Path(__file__).parent / "data"


def read(name):
    """{section: words} of a list: "[section]" begins one, # a comment."""
    found, section = {}, None
    for line in (DATA / name).read_text().splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line:
            section += line.split()
    return found
