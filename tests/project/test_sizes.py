"""Small pieces: functions, arguments and files stay within what one reads at a glance (docs: design of the code)."""

from __future__ import annotations

import ast
from itertools import chain
from statistics import median, quantiles

from tests.project.source import FOREIGN, LAYERS, ROOT, Function, Module, files, modules

MOST_LINES_OF_FUNCTION = 40
MEDIAN_OF_FUNCTIONS = 8
NINE_IN_TEN_FUNCTIONS = 25
MOST_ARGUMENTS = 4
MOST_LINES_OF_FILE = 300
MEDIAN_OF_FILES = 100  # "typically 80"
MOST_LINES_OF = {"docs/facts.md": 600}  # a reference, looked up by its sections; code cites it as one page
WRITTEN_BY_ALEMBIC = "storage/migrations/versions/"
FOREIGN_SIGNATURES = {
    "do_request": "telegram.request.BaseRequest asks for it",
    "settings_customise_sources": "pydantic_settings.BaseSettings asks for it",
}


def length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    first = function.body[0]
    described = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if described else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def is_promise(function: Function) -> bool:
    """Whether there is no deed in it: a method of a protocol."""
    last = function.body[-1]
    return isinstance(last, ast.Expr) and isinstance(last.value, ast.Constant)


def positional(function: Function) -> list[str]:
    """Names of the arguments that may be given by position, without self and cls."""
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    return [name for name in names if name not in {"self", "cls"}]


def long_functions(found: tuple[Module, ...]) -> list[str]:
    return [
        f"{module.path}:{function.lineno} {function.name}: {length(function)} lines"
        for module in found
        for function in module.functions()
        if length(function) > MOST_LINES_OF_FUNCTION and not module.path.startswith(WRITTEN_BY_ALEMBIC)
    ]


def greedy_functions(found: tuple[Module, ...]) -> list[str]:
    return [
        f"{module.path}:{function.lineno} {function.name}({', '.join(positional(function))})"
        for module in found
        for function in module.functions()
        if len(positional(function)) > MOST_ARGUMENTS and function.name not in FOREIGN_SIGNATURES
    ]


def long_files(lines: dict[str, int]) -> list[str]:
    return [
        f"{path}: {count} lines"
        for path, count in lines.items()
        if count > MOST_LINES_OF.get(path, MOST_LINES_OF_FILE) and not path.startswith(WRITTEN_BY_ALEMBIC)
    ]


def lengths(found: tuple[Module, ...]) -> list[int]:
    functions = chain.from_iterable(module.functions() for module in found)
    return [length(function) for function in functions if not is_promise(function)]


def sample(lines: int, arguments: str = "") -> tuple[Module, ...]:
    """A module with one function of so many lines."""
    return (Module("sample.py", f"def grow({arguments}):\n" + '    """Say."""\n' + "    x = 1\n" * (lines - 1)),)


def test_no_function_is_longer_than_forty_lines() -> None:
    """Not even in a test."""
    assert long_functions(modules(*LAYERS, "tests")) == []
    assert long_functions(sample(MOST_LINES_OF_FUNCTION)) == []
    assert long_functions(sample(MOST_LINES_OF_FUNCTION + 1)) == ["sample.py:1 grow: 41 lines"]


def test_functions_are_short() -> None:
    """Half of them have 8 lines or fewer, nine in ten 25 or fewer."""
    found = lengths(modules(*LAYERS))
    assert median(found) <= MEDIAN_OF_FUNCTIONS
    assert quantiles(found, n=10)[-1] <= NINE_IN_TEN_FUNCTIONS
    assert median(lengths(sample(9) * 3 + sample(2))) > MEDIAN_OF_FUNCTIONS


def test_functions_take_four_arguments_at_most() -> None:
    """More of them want to be a frozen dataclass."""
    assert greedy_functions(modules(*LAYERS)) == []
    assert greedy_functions(sample(3, "self, a, b, c, d, *, e=1")) == []
    assert greedy_functions(sample(3, "a, b, c, /, d, e")) == ["sample.py:1 grow(a, b, c, d, e)"]


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    """Neither Python nor what the page is made of; a file of texts grows with its area, its messages do not."""
    own = (path for path in files() if not path.startswith((*FOREIGN, "bot/texts/")))
    written = [path for path in own if path.endswith((".py", ".js", ".css", ".html", ".md"))]
    assert long_files({path: len((ROOT / path).read_text("utf-8").splitlines()) for path in written}) == []
    assert long_files({"a.py": 300, "b.js": 301}) == ["b.js: 301 lines"]
    assert long_files({"docs/facts.md": 601, "docs/a.md": 301}) == ["docs/facts.md: 601 lines", "docs/a.md: 301 lines"]


def test_files_are_short() -> None:
    """The typical module is read in one go."""
    found = [module.lines for module in modules(*LAYERS) if not module.path.endswith("__init__.py")]
    assert median(found) <= MEDIAN_OF_FILES
