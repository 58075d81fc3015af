"""Reports → raw.*, read on an Apache Spark cluster: each machine reads its share of the files, as `load` would.

The files, and a folder for what is found, must be where all machines find them under the same path, and all must run
this version of the program. What is found is stored by one program, in the order of the files, as after any load.
"""

import importlib.util
import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import loaders
from loaders import bulk, files, vocabulary
from loaders.bulk import Limits
from loaders.files import File

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SUFFIX = ".readings"
PART = 100  # files that a machine reads in one go, at most
NEEDED = ("pyspark", "sqlglot")


class SparkError(RuntimeError):
    """The cluster cannot be used; the Chinese message says what is missing or went wrong."""


class Folder(NamedTuple):
    """Where a load on the cluster leaves what one step hands to the next."""

    readings: Path
    raw: Path
    views: Path


@contextmanager
def folder(shared: Path) -> Iterator[Folder]:
    """Three empty folders in a shared one, removed with the block."""
    shared.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=shared.resolve(), prefix="spark-", ignore_cleanup_errors=True) as place:
        made = Folder(*(Path(place, name) for name in Folder._fields))
        for path in made:
            path.mkdir()
        yield made


@contextmanager
def session(master: str, settings: Mapping[str, str]) -> "Iterator[SparkSession]":
    """A session on the cluster, which ends with the block. Raises SparkError, also for what goes wrong in it."""
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        raise SparkError(f"没有安装 {'、'.join(missing)}；请运行 pip install 'duibiao[spark]'")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise SparkError("没有找到 Java；Spark 要用 Java 17 或更新的版本，请安装（如 openjdk-17-jre-headless）后再试")
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # on all machines
    builder = SparkSession.builder.master(master).appName("duibiao")
    for name, value in {**_usual(), **settings}.items():
        builder = builder.config(name, value)
    try:
        found = builder.getOrCreate()
        try:
            yield found
        finally:
            found.stop()
    except (Py4JError, PySparkException) as error:
        raise SparkError(f"Spark 没有做完（{_first_line(error)}），没有发布") from error


def readings(session: "SparkSession", folder: Path, limits: Limits, found: Sequence[File]) -> loaders.Readings:
    """The result of every file, in the files' order. Raises SparkError where a machine runs another program.

    `folder` takes what the machines have read, until it is given.
    """
    context = session.sparkContext
    parts = max(min(len(found), context.defaultParallelism), -(-len(found) // PART))
    read = partial(_read_part, folder, limits)
    if not found:
        return
    try:
        written = dict(context.parallelize(found, parts).mapPartitionsWithIndex(read).collect())
    except KeyboardInterrupt as error:
        raise SparkError("已中断，没有发布；读过的要重新读") from error
    if set(written.values()) != {files.fingerprint()}:
        raise SparkError("集群各台机器上的对标程序或词表不是同一版本，没有发布；请装成同一版本后重试")
    for name in sorted(written):  # opened by name: a list of a shared folder may lag behind
        yield from _unpacked(folder / name)
        (folder / name).unlink()


def _usual() -> dict[str, str]:
    """What a session is given unless told otherwise: the same code and words on every machine."""
    usual = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.executorEnv.PYTHONPATH": str(Path(__file__).parents[1]),
    }
    if added := os.environ.get(vocabulary.ADDED):
        usual[f"spark.executorEnv.{vocabulary.ADDED}"] = added
    return usual


def _read_part(folder: Path, limits: Limits, number: int, part: Iterable[File]) -> Iterator[tuple[str, str]]:
    """Read some files, on one of the machines; gives where the results are, and the fingerprint of the program.

    Written beside and renamed: Spark may have the same part read twice.
    """
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as unfinished:
        for result in loaders.read_each(loaders.read_file, list(part), processes=1, limits=limits):
            pickle.dump(result, unfinished)
    finished = folder / f"{number:06}{SUFFIX}"
    Path(unfinished.name).replace(finished)
    yield finished.name, files.fingerprint()


def _unpacked(part: Path) -> "Iterator[bulk.Result[File, loaders.Reading]]":
    with part.open("rb") as content:
        while content.peek(1):
            yield pickle.load(content)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
