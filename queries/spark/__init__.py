"""The same views on Apache Spark: raw.* as Parquet comes in, each view's rows as Parquet come out.

The files of `queries` stay the only definition: `translation` says in Spark's SQL what they say. Views that a snapshot
keeps as tables are written, and so is what several read, because Spark works a view out again for each of its readers.
Both folders must be where all machines of the cluster find them under the same path.
"""

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import queries
from queries.spark.translation import table, translated

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

AT_ONCE = 4  # views that are worked out side by side: many of them leave most of a cluster idle

# With these a number is the same in both: decimals keep their digits, and a time is that of the clock in London.
SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.session.timeZone": "UTC",
}


def build(session: "SparkSession", raw: Path, folder: Path) -> None:
    """Work out every view of the raw.* tables; `folder` gets a folder of Parquet for each view that is written.

    Raises pyspark.errors.PySparkException where Spark does.
    """
    for setting, value in SETTINGS.items():
        session.conf.set(setting, value)
    for path in sorted(raw.glob("*.parquet")):
        session.read.parquet(str(path)).createOrReplaceTempView(table(f"raw.{path.stem}"))
    views = {view.name: view for view in queries.views()}
    order = TopologicalSorter({name: view.reads & views.keys() for name, view in views.items()})
    order.prepare()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running: dict[Future[None], str] = {}
        while order.is_active():
            running |= {pool.submit(_make, session, views[name], folder): name for name in order.get_ready()}
            for made in wait(running, return_when=FIRST_COMPLETED).done:
                order.done(running.pop(made))
                made.result()


def written() -> frozenset[str]:
    """The views of which `build` writes the rows."""
    return queries.kept() | queries.shared()


def _make(session: "SparkSession", view: queries.View, folder: Path) -> None:
    rows = session.sql(translated(view))
    if view.name in written():
        place = str(folder / view.name)
        rows.write.parquet(place)
        rows = session.read.schema(rows.schema).parquet(place)
    rows.createOrReplaceTempView(table(view.name))
