"""The laws of the house. A convention with a test is a law; exceptions stand here by name."""

import ast
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

import queries
from loaders import vocabulary
from loaders.models import Fact
from queries.spark import translation
from tests.shared import GOLDEN, needs_shared

ROOT = Path(__file__).parents[1]
ROOMS = ("loaders", "queries", "dashboard", "data")
HAN = re.compile(r"[\u3400-\u9fff]")
# duibiao: the product. shanghai: a time zone.
PINYIN = re.compile(r"\b(?:baogao|bumen|zhichu|shouru|yusuan|juesuan|jixiao|sangong|caizheng|zhibiao)", re.IGNORECASE)
WORDLESS_NAMES = {"utils", "helpers", "process", "manager", "misc", "common"}

SOURCES = [*sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")), ROOT / "duibiao.py"]
VIEWS = queries.views()


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Top-level packages that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_rooms_do_not_import_one_another(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    others = {*ROOMS, "duibiao"} - {room}

    if path.name != "duibiao.py":
        assert not others & set(imports(path))


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_only_the_dashboard_imports_streamlit(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]

    if room != "dashboard" or {"charts", "exports"} & set(path.parts):
        assert "streamlit" not in set(imports(path))


def test_no_view_reads_upwards() -> None:
    for view in VIEWS:
        own = queries.RANKS[view.name.partition(".")[0]]
        assert all(queries.RANKS[name.partition(".")[0]] <= own for name in view.reads), view.name


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_has_a_header_a_grain_and_a_readable_length(view: queries.View) -> None:
    english = view.comment.partition("中文：")[0]
    sentences = [sentence for sentence in re.split(r"(?<=[.;])\s+", english.strip()) if sentence]

    assert re.search(r"One row per [a-z_0-9, ]+\.", english)
    assert len([sentence for sentence in sentences if sentence.endswith(".")]) <= 3
    assert view.body.count("\n") < 120
    assert not re.search(r"coalesce\([^()]*, 0\)", view.body), "missing is null, never 0"


@pytest.mark.parametrize("view", [view for view in VIEWS if view.name != queries.FINDINGS], ids=lambda view: view.name)
def test_a_view_of_several_steps_ends_on_its_last_one(view: queries.View) -> None:
    if view.body.startswith("with"):
        names = re.findall(r"^(\w+) as \(", view.body, flags=re.MULTILINE)
        assert view.body.splitlines()[-1] == f"select * from {names[-1]}"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_stays_inside_the_portable_subset(view: queries.View) -> None:
    """What Spark takes too, and means the same by."""
    assert list(translation.obstacles(view.body)) == []
    assert translation.translated(view)


def test_every_view_has_unique_keys(loaded: DuckDBPyConnection) -> None:
    for view in VIEWS:
        found = re.search(r"One row per ([a-z_0-9, ]+)\.", view.comment)
        assert found
        keys = found[1]
        rows = loaded.execute(f"select {keys} from {view.name} group by {keys} having count(*) > 1 limit 3").fetchall()
        assert rows == [], f"{view.name}: {keys}"


def stems(folder: Path, suffix: str) -> set[str]:
    return {
        path.stem for path in folder.glob(f"*{suffix}") if path.stem != "__init__" and not path.stem.startswith("_")
    }


@pytest.mark.parametrize(
    ("room", "suffix"),
    [
        ("loaders/readers", ".py"),
        ("queries/benchmarks", ".sql"),
        ("queries/checks", ".sql"),
        ("queries/core", ".sql"),
        ("queries/staging", ".sql"),
        ("queries/targets", ".sql"),
        ("queries/spark", ".py"),
        ("dashboard/app_pages", ".py"),
        ("data/sample_city", ".py"),
    ],
)
def test_one_thing_one_file_one_test_of_the_same_stem(room: str, suffix: str) -> None:
    folder = Path(room) if room != "dashboard/app_pages" else Path("dashboard")
    tests = {stem.removeprefix("test_") for stem in stems(ROOT / "tests" / folder, ".py")}

    assert stems(ROOT / room, suffix) - tests - UNTESTED_STEMS.get(room, frozenset()) == set()


@pytest.mark.parametrize("room", ["forms", "writers"])
def test_a_form_or_writer_of_the_sample_city_runs_under_the_test_of_all(room: str) -> None:
    """What stands in the folder is what the generic test goes through; a form has its words beside it."""
    from data.sample_city import forms, writers

    known = {"forms": forms.names(), "writers": writers.suffixes()}[room]

    assert stems(ROOT / "data" / "sample_city" / room, ".py") == set(known)
    assert (ROOT / "tests" / "data" / "sample_city" / f"test_{room}.py").exists()
    assert room != "forms" or set(known) <= stems(ROOT / "data" / "sample_city" / "words", ".toml")


# Modules whose every line runs under another's test, by name.
UNTESTED_STEMS: dict[str, frozenset[str]] = {}


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_chinese_is_data_and_code_is_english(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

    assert not [name for name in names if HAN.search(name) or PINYIN.search(name)]
    assert path.stem not in WORDLESS_NAMES


def test_columns_are_english() -> None:
    for view in VIEWS:
        code = re.sub(r"'(?:[^']|'')*'|--.*", "", view.body)
        assert not HAN.search(code), view.name
        assert not PINYIN.search(code), view.name


@pytest.mark.parametrize("path", sorted((ROOT / "dashboard" / "app_pages").glob("*.py")), ids=lambda path: path.stem)
def test_pages_hold_no_sql(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\bselect\b.+\bfrom\b|\bduckdb\b", text, flags=re.IGNORECASE)


@needs_shared
def test_the_vocabulary_is_that_of_the_golden_facts() -> None:
    known = vocabulary.load()
    with (GOLDEN / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with (GOLDEN.parent / "design" / "measures.csv").open(encoding="utf-8-sig", newline="") as file:
        measures = {row["measure"]: row["kind"] for row in csv.DictReader(file)}

    assert {row["measure"] for row in rows} <= known.measures.keys()
    assert {name: measure.kind for name, measure in known.measures.items()} == measures
    assert {row["stage"] for row in rows} <= {*Fact.model_fields["stage"].annotation.__args__}  # type: ignore[union-attr]


@needs_shared
def test_every_golden_check_that_is_built_is_a_view() -> None:
    with (GOLDEN / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        golden = {row["check"] for row in csv.DictReader(file)}
    built = {view.name.partition(".")[2] for view in VIEWS if view.name.startswith("checks.")} - {"findings"}

    assert built <= golden | {"part_exceeds_whole", "restated_prior_year", "copied_passage", "repeated_excuse"}


def test_nothing_names_a_host_or_a_path_of_this_machine() -> None:
    """Lock files and code install anywhere."""
    files = [path for path in ROOT.glob("*") if path.suffix in {".lock", ".toml", ".md"} or path.name == "Makefile"]
    for path in [*files, *SOURCES]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/root/|/work/|file:///|--index-url|--find-links", text), relative(path)


def test_no_two_modules_share_a_long_run_of_lines() -> None:
    """The same twelve lines twice want to be one."""
    seen: Counter[tuple[str, ...]] = Counter()
    for path in SOURCES:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        lines = [line for line in lines if len(line) > 3 and not line.startswith(("#", "import ", "from ", '"""'))]
        seen.update({tuple(lines[index : index + 12]) for index in range(len(lines) - 11)})
    assert [run[0] for run, times in seen.items() if times > 1] == []


def test_changelog_versions_are_in_order() -> None:
    versions = re.findall(
        r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    numbers = [tuple(map(int, version.split("."))) for version in versions]
    assert all(later > earlier for later, earlier in pairwise(numbers))
