"""Who may import whom (design, section 1): read from the source, templates and migrations."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

ROOT = Path(settings.BASE_DIR)
# Ground floor first; rooms on one floor do not import each other.
FLOORS = (
    ("portal.core",),
    ("portal.accounts",),
    ("providers",),
    ("networks",),
    ("events",),
    ("portal.search",),
    ("portal.pages", "portal.alerts", "portal.opendata", "portal.monitoring"),
    ("portal.desk",),
    ("portal.urls", "portal.settings", "portal.wsgi", "portal.demo"),
)
ROOMS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
# Templates everybody may use, and the folder of each room.
SHARED_TEMPLATES = ("base.html", "components/")
TEMPLATE_FOLDERS = {"providers": "providers", "networks": "networks", "events": "events"} | {
    name: f"portal.{name}"
    for name in ("accounts", "search", "pages", "alerts", "opendata", "monitoring", "desk", "demo")
}
TEMPLATE_FOLDERS |= dict.fromkeys(("account", "mfa", "socialaccount", "usersessions"), "portal.accounts")
LIBRARIES = {"portal_ui": "portal.core", "konto": "portal.accounts"}


def room_of(module):
    """The room a dotted module name lies in, or None for the outside world."""
    for room in ROOMS:
        if module == room or module.startswith(room + "."):
            return room
    return None


def may_import(importer, imported):
    return importer == imported or ROOMS[imported] < ROOMS[importer]


def imports_of(path, module):
    """Every module that a file imports, inline imports too, relative ones resolved."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parents, base] if base else parents)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def source_files():
    for folder in ("portal", "providers", "networks", "events"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield path, module


def wrong_imports(path, module):
    room = room_of(module)
    if room is None:
        return []
    found = {room_of(name) for name in imports_of(path, module)} - {None}
    return sorted(other for other in found if not may_import(room, other))


def test_rooms_import_only_from_floors_below():
    wrong = {module: bad for path, module in source_files() if (bad := wrong_imports(path, module))}
    assert wrong == {}


def test_the_import_guard_sees_an_inline_import_upwards(tmp_path):
    bad = tmp_path / "models.py"
    bad.write_text("def f():\n    from portal.search import engine\n")
    assert wrong_imports(bad, "providers.models") == ["portal.search"]


def test_imports_stand_at_the_top_of_a_module():
    hidden = [
        f"{module}:{node.lineno}"
        for path, module in source_files()
        if path.name != "apps.py"
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    assert hidden == []


def template_uses(text):
    """Paths included or extended, and libraries loaded."""
    paths = re.findall(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']", text)
    loads = " ".join(re.findall(r"{%\s*load\s+(?:[\w ]+\s+from\s+)?([\w ]+?)\s*%}", text)).split()
    return paths, loads


def wrong_template_uses(folder, text):
    room = TEMPLATE_FOLDERS.get(folder)
    paths, loads = template_uses(text)
    others = {TEMPLATE_FOLDERS[p.split("/")[0]] for p in paths if p.split("/")[0] in TEMPLATE_FOLDERS}
    others |= {LIBRARIES[name] for name in loads if name in LIBRARIES}
    if room is None:
        return sorted(other for other in others if other != "portal.core")
    return sorted(other for other in others if not may_import(room, other))


def test_templates_use_only_templates_of_floors_below():
    wrong = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        relative = path.relative_to(ROOT / "templates")
        folder = relative.parts[0] if len(relative.parts) > 1 else ""
        if bad := wrong_template_uses(folder, path.read_text()):
            wrong[str(relative)] = bad
    assert wrong == {}


def test_the_template_guard_sees_an_include_upwards():
    assert wrong_template_uses("providers", '{% include "pages/_x.html" %}') == ["portal.pages"]


@pytest.mark.django_db
def test_migrations_depend_only_on_floors_below():
    labels = {room.rpartition(".")[2]: room for room in ROOMS}
    loader = MigrationLoader(connection)
    wrong = [
        (key, dependency)
        for key, migration in loader.disk_migrations.items()
        for dependency in migration.dependencies
        if key[0] in labels
        and dependency[0] in labels
        and not may_import(labels[key[0]], labels[dependency[0]])
    ]
    assert wrong == []


def test_files_stay_small_enough_to_read():
    limits = {".py": 400, ".html": 120, ".css": 250, ".js": 250}
    skipped = ("migrations", "vendor", ".venv", "data", "var")
    long = {
        str(path.relative_to(ROOT)): lines
        for path in ROOT.rglob("*")
        if path.suffix in limits
        and not set(path.relative_to(ROOT).parts) & set(skipped)
        and (lines := len(path.read_text().splitlines())) > limits[path.suffix]
    }
    assert long == {}
