"""The folder is the direction: who may import whom, the order of the words, and a domain without I/O or clock."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.source import LAYERS, ROOT, Module, modules

PURE = {"stdnum", "chinese_calendar", "highspy", "domain"}
IMPURE = {
    *("asyncio", "socket", "ssl", "http", "urllib", "smtplib", "sqlite3", "subprocess", "multiprocessing", "threading"),
    *(
        "concurrent",
        "os",
        "io",
        "pathlib",
        "shutil",
        "tempfile",
        "glob",
        "random",
        "secrets",
        "time",
        "logging",
        "signal",
    ),
}
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "time_ns"}


def foreign_imports(module: Module) -> Iterator[str]:
    """What a module of the domain imports besides pure calculation."""
    for node in module.nodes:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or "."] if isinstance(node, ast.ImportFrom) and not node.level else []
        for name in names:
            top = name.split(".")[0]
            if top in IMPURE or top not in PURE | sys.stdlib_module_names:
                yield f"{module.path}: {name}"


def clocks_read(module: Module) -> Iterator[str]:
    """Where a clock is read: `datetime.now(...)`, `date.today()` and their like."""
    for node in module.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            yield f"{module.path}:{node.lineno}"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold the packages of a folder against its contracts."""
    program = "import sys, importlinter.cli as cli; sys.exit(cli.lint_imports(no_cache=True, no_logo=True))"
    return subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)


def skeleton(folder: Path, wrong: dict[str, str]) -> Path:
    """The project's packages with nothing in them but these modules, under the project's own contracts."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    areas = sorted({Path(module.path).parts[1] for module in modules("domain") if module.path.count("/") > 1})
    needed = [f"{layer}/__init__.py" for layer in LAYERS]
    needed += [f"domain/{area}/__init__.py" for area in areas]
    needed += ["bot/app/__init__.py", "bot/tools/__init__.py"]
    needed += [module.path for module in modules("sandbox") if module.path.count("/") > 1 and "__init__" in module.path]
    texts = dict.fromkeys(needed, "") | {"domain/work.py": "from domain.people import __name__ as name\n"} | wrong
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def test_every_contract_is_kept() -> None:
    """The contracts stand in pyproject.toml, under [tool.importlinter]."""
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_an_empty_project_keeps_them(tmp_path: Path) -> None:
    """So that a broken contract below is broken by the one wrong import alone."""
    result = lint(skeleton(tmp_path, {"bot/tools/demo.py": "import sandbox\n"}))
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("path", "line", "contract"),
    [
        ("domain/people/bad.py", "import storage", "domain <- storage <- bot"),
        ("storage/bad.py", "import bot", "domain <- storage <- bot"),
        ("domain/people/bad.py", "import domain.registration", "the words of the domain"),
        ("domain/standards/bad.py", "import domain.notices", "the words of the domain"),
        ("domain/unlisted/__init__.py", "", "the words of the domain"),
        ("config/bad.py", "import domain", "config is data"),
        ("storage/bad.py", "import config", "domain and storage get their settings"),
        ("sandbox/wire/bad.py", "import config", "the sandbox stands apart"),
        ("sandbox/wire/bad.py", "import telegram", "the sandbox stands apart"),
        ("sandbox/wire/bad.py", "import sandbox.state", "the rooms of the sandbox"),
        ("sandbox/methods/bad.py", "import sandbox.deeds", "the rooms of the sandbox"),
        ("sandbox/loose.py", "", "the rooms of the sandbox"),
        ("bot/app/main.py", "import sandbox", "only what is no product"),
        ("domain/people/bad.py", "import sqlalchemy", "the domain knows no framework"),
        ("storage/bad.py", "import telegram", "storage knows neither"),
    ],
)
def test_a_wrong_import_breaks_its_contract(tmp_path: Path, path: str, line: str, contract: str) -> None:
    """Negative controls: each contract is broken by the one import that it forbids."""
    result = lint(skeleton(tmp_path, {path: line + "\n"}))
    broken = re.findall(r"^(.*) BROKEN", result.stdout, re.MULTILINE)
    assert len(broken) == 1, result.stdout + result.stderr
    assert broken[0].startswith(contract)
    assert result.returncode == 1


def test_the_domain_imports_calculation_only() -> None:
    """The standard library without I/O, pure calculation, itself."""
    assert [found for module in modules("domain") for found in foreign_imports(module)] == []


def test_the_domain_reads_no_clock() -> None:
    """The moment is an argument."""
    assert [found for module in modules("domain") for found in clocks_read(module)] == []


def test_impurity_would_be_seen() -> None:
    """Negative control: a framework, a file, a clock."""
    wrong = Module(
        "domain/x.py", "import numpy\nfrom pathlib import Path\nimport datetime\nt = datetime.datetime.now()\n"
    )
    assert list(foreign_imports(wrong)) == ["domain/x.py: numpy", "domain/x.py: pathlib"]
    assert list(clocks_read(wrong)) == ["domain/x.py:4"]
