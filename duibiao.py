"""The front door: the command line comes in, rooms do the work, what they say goes out. No logic stands here.

What a command needs is imported when it runs, so that `duibiao --help` answers at once.
"""

import csv
import io
import logging
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from data.sample_city import Written
    from loaders import Delivery, Loading, Outcome

DATA = Path(__file__).parent / "data"
SAMPLES, ROSTER, ACCURACY = DATA / "extracted", DATA / "roster.csv", DATA / "accuracy.csv"
THRESHOLDS, RUBRICS = DATA / "thresholds", DATA / "rubrics"

SAMPLE_CITY = "sample-city"  # a folder of the demonstration's warehouse
CITY = (64, "2019-2024", 1, "docx,pdf,html,xlsx,txt", "0.03")  # departments, years, seed, formats, rate of faults

FINDINGS = """
with
first_places as (select * from core.quotations where place = 1),

named as (select check_name, report_id, subject, unnest(fact_ids) as fact_id from targets.leads),

phrases as (
    select named.check_name, named.report_id, named.subject, first_places.evidence, min(start_offset) as start_offset
    from named
    inner join first_places on named.report_id = first_places.report_id and named.fact_id = first_places.fact_id
    group by all
),

evidence as (
    select check_name, report_id, subject, string_agg(evidence, '；' order by start_offset, evidence) as evidence
    from phrases
    group by all
)

select
    leads.source as report,
    leads.check_name as check,
    leads.outcome,
    leads.severity,
    leads.detail,
    evidence.evidence,
    leads.check_label,
    leads.outcome_name,
    leads.severity_name
from targets.leads
left join evidence
    on
        leads.check_name = evidence.check_name
        and leads.report_id = evidence.report_id
        and leads.subject = evidence.subject
order by leads.source, leads.check_name, leads.subject
"""

FINDING_COLUMNS = ("report", "check", "outcome", "severity", "detail", "evidence")
FILE_COLUMNS = ("文件", "状态", "原因", "部门", "年度", "事实数")
STANDINGS = {"loaded": "已入库", "to_settle": "待核对", "failed": "失败"}
PUBLISH_SECONDS = 60.0  # a long load publishes what it has, so that an interruption loses little
PUBLISH_SHARE = 10  # and reads at least so many times as long as publishing took
GIVING_WAY = 5  # the niceness of a load, so that the dashboard beside it stays quick
PLAIN_NUMBER = re.compile(r"[-+]?[0-9.,]+%?")  # no formula, though it may begin like one
LISTED = 50  # files that the report on the screen names
INTERRUPTED = 130  # the exit status of a program ended by Ctrl+C
MARKS = {"good": "［好］", "note": "［留意］", "bad": "［问题］"}  # what `doctor` puts before a finding
STATUSES = {"inserted": "新载入", "new_version": "新版本", "unchanged": "没有变化", "failed": "失败"}


class Form(StrEnum):
    """What `extract` prints."""

    csv = "csv"
    json = "json"


class Scale(StrEnum):
    """What `sample-city` writes."""

    documents = "documents"
    facts = "facts"


class Shape(StrEnum):
    """What `findings` prints."""

    table = "table"
    csv = "csv"


class InChinese:
    """Help whose headings are Chinese; Typer's own are English."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = "显示这段说明"
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from typer import rich_utils

        rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
        rich_utils.OPTIONS_PANEL_TITLE = "选项"
        rich_utils.COMMANDS_PANEL_TITLE = "命令"
        rich_utils.REQUIRED_LONG_STRING = "[必填]"
        rich_utils.DEFAULT_STRING = "[默认：{}]"
        rich_utils.ENVVAR_STRING = "[变量 {}]"
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(InChinese, TyperCommand):
    """One command, explained in Chinese."""


class Group(InChinese, TyperGroup):
    """All commands, explained in Chinese."""


app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="对标：读部门整体支出绩效自评报告， 每个数都带着原句， 部门、年度之间相互对照。",
    epilog="先用 load 载入报告，再用 serve 打开仪表盘； 没有自己的报告时，demo 展示样例。",
)

workbench = typer.Typer(
    cls=Group, no_args_is_help=True, help="工作底稿库的备份和恢复： 疑点处理、权重、抽取、复核表都在其中。"
)
app.add_typer(workbench, name="workbench")

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="路径",
        help="报告文件或文件夹，可给多个；  文件夹连同其下各层一起读",
        readable=False,
        show_default=False,
    ),
]
Warehouse = Annotated[
    Path,
    typer.Option("--warehouse", metavar="文件夹", envvar="DUIBIAO_WAREHOUSE", help="仓库所在的文件夹", readable=False),
]
Wording = Annotated[
    Path | None,
    typer.Option(
        "--vocabulary",
        metavar="文件夹",
        envvar="DUIBIAO_VOCABULARY",
        help="本单位自己的词表： 补充指标的写法和用语",
        show_default=False,
    ),
]
Listing = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        metavar="文件.csv",
        envvar="DUIBIAO_ROSTER",
        help="部门名册； 给过一次就记在仓库里，不给时沿用",
        show_default=False,
    ),
]
Rules = Annotated[
    Path | None,
    typer.Option(
        "--rubrics",
        metavar="文件夹",
        envvar="DUIBIAO_RUBRICS",
        help="本地的评分规则和等级分档； 给过一次就记在仓库里，不给时沿用",
        show_default=False,
    ),
]
Port = Annotated[
    int | None,
    typer.Option("--port", metavar="端口", min=1, max=65535, help="端口；不给时从 8501 起找空闲的", show_default=False),
]

Workbench = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="地址",
        envvar="DUIBIAO_WORKBENCH",
        help="工作底稿库： SQLite 文件名，或 postgresql://账号@服务器/数据库；  不给时是仓库旁的文件",
        show_default=False,
    ),
]

Processes = Annotated[
    int | None,
    typer.Option("--processes", metavar="个数", min=1, help="同时读几个文件；不给时按处理器核数", show_default=False),
]
Seconds = Annotated[float, typer.Option("--seconds", metavar="秒", min=1, help="一个文件最多读多久")]
Megabytes = Annotated[int, typer.Option("--megabytes", metavar="MB", min=64, help="读一个文件最多用多少内存")]


@app.command(cls=Command)
def extract(
    paths: Paths,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format", metavar="csv|json", help="表格，或交换格式； 不给时看输出文件的后缀", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="写入文件； csv 可直接用 Excel 打开", show_default=False),
    ] = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="json 里附上报告全文； 不给时只有数和写着它的原句")
    ] = False,
    wording: Wording = None,
) -> None:
    """找出报告里的数，连同原句和位置；不存入仓库。"""
    _adopt(wording)
    from loaders import accuracy, interchange
    from loaders import extract as deliveries

    if form is None:
        form = Form.json if output is not None and output.suffix.lower() == interchange.SUFFIX else Form.csv
    found, failures = _parted(deliveries(paths))
    if found and form is Form.json:
        _give(interchange.write(found, with_text), output)
    elif found:
        rows = [row for report in found for row in accuracy.rows(report)]
        # Excel takes UTF-8 for what it is only behind a byte order mark; a pipe is better without.
        _give(_csv(rows, (*accuracy.COLUMNS, "start", "end")), output, byte_order_mark=True)
    _exit_with(failures)


@app.command(cls=Command)
def load(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="路径",
            help="报告文件或文件夹，可给多个；  只换名册或评分规则，或重试上次失败的，不用给",
            readable=False,
            show_default=False,
        ),
    ] = None,
    warehouse: Warehouse = Path("warehouse"),
    listing: Listing = None,
    rubrics: Rules = None,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report",
            metavar="文件.csv",
            help="把每个文件的结果写成表： 已入库、待核对、失败和原因",
            show_default=False,
        ),
    ] = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="上次失败的文件，没有变化也再读一次")] = False,
    again: Annotated[bool, typer.Option("--again", help="所有文件都重新读一遍")] = False,
    processes: Processes = None,
    seconds: Seconds = 120,
    megabytes: Megabytes = 2048,
    wording: Wording = None,
) -> None:
    """把报告载入仓库；读过而没有变化的不再读，变了的存为新版本。中断后再运行一次就接着读。"""
    _adopt(wording)
    import loaders
    from loaders import publishing

    with _errors_told():
        given: list[Any] = list(paths or [])
        if not given and retry_failed:
            with publishing.reading(warehouse) as connection:
                given = loaders.failed_files(connection)
        elif not given and listing is None and rubrics is None:
            raise typer.BadParameter("请给出报告文件或文件夹")
        limits = loaders.Limits(seconds, megabytes)
        loading = loaders.Loading(given, retry_failed=retry_failed, again=again, processes=processes, limits=limits)
        outcomes, is_interrupted = _publish(loading, warehouse, listing, rubrics=rubrics)
    _tell(outcomes)
    if report is not None:
        _give(_csv(map(_file_row, outcomes), FILE_COLUMNS), report, byte_order_mark=True)
    if is_interrupted:
        typer.echo("已中断。读完的已经入库；再运行同一条命令，就从这里接着读。", err=True)
        raise typer.Exit(INTERRUPTED)
    failed = [outcome.message for outcome in outcomes if outcome.status == "failed"]
    _exit_with(failed, already_said=True)


@app.command(cls=Command)
def spark(
    paths: Paths,
    warehouse: Warehouse = Path("warehouse"),
    master: Annotated[
        str,
        typer.Option("--master", metavar="地址", envvar="DUIBIAO_SPARK_MASTER", help="集群地址，如 spark://主机:7077"),
    ] = "local[*]",
    shared: Annotated[
        Path | None,
        typer.Option(
            "--shared",
            metavar="文件夹",
            help="放中间结果的文件夹， 各台机器都以同一路径看得见； 不给时在仓库里",
            show_default=False,
        ),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--conf", metavar="名=值", help="Spark 的设置，可给多个", show_default=False),
    ] = None,
    listing: Listing = None,
    rubrics: Rules = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="上次失败的文件，没有变化也再读一次")] = False,
    again: Annotated[bool, typer.Option("--again", help="所有文件都重新读一遍")] = False,
    seconds: Seconds = 120,
    megabytes: Megabytes = 2048,
    wording: Wording = None,
) -> None:
    """同 load，但在 Spark 集群上读报告、算各项结果；读完算完才发布，见 docs/cluster.zh-CN.md。"""
    _adopt(wording)
    import loaders
    import queries
    from loaders import parquet
    from loaders import spark as cluster

    with (
        _errors_told(),
        cluster.session(master, _settings(settings or [])) as session,
        cluster.folder(shared or warehouse) as folder,
    ):
        from queries import spark as views

        read = partial(cluster.readings, session, folder.readings, loaders.Limits(seconds, megabytes))
        loading = loaders.Loading(paths, retry_failed=retry_failed, again=again, readings=read)

        def build(connection: "DuckDBPyConnection") -> None:
            parquet.give_out(connection, folder.raw)
            views.build(session, folder.raw, folder.views)
            queries.build(connection, made=folder.views)

        outcomes, is_interrupted = _publish(
            loading, warehouse, listing, rubrics=rubrics, build=build, seconds=float("inf")
        )
    _tell(outcomes)
    if is_interrupted:
        raise typer.Exit(INTERRUPTED)
    _exit_with([outcome.message for outcome in outcomes if outcome.status == "failed"], already_said=True)


def _settings(given: Sequence[str]) -> dict[str, str]:
    if wrong := [setting for setting in given if "=" not in setting]:
        raise typer.BadParameter(f"“{wrong[0]}”应写作 名=值", param_hint="--conf")
    return {name: value for name, _, value in (setting.partition("=") for setting in given)}


@app.command(cls=Command)
def roster(
    warehouse: Warehouse = Path("warehouse"),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件.csv", help="写入文件", show_default=False)
    ] = None,
) -> None:
    """写出部门名册；没有归属的部门也列在后面，补上行政区划代码后用 load --roster 载入。"""
    from loaders import identities, publishing
    from loaders import roster as rosters

    with _errors_told(), publishing.reading(warehouse) as connection:
        text = rosters.write([*identities.stored_roster(connection).bodies, *identities.draft(connection)])
    _give(text, output, byte_order_mark=True)


@app.command(cls=Command)
def correct(
    file: Annotated[
        Path,
        typer.Argument(metavar="文件.csv", help="每行一条更正： report_id,fact_id,field,becomes,author,reason"),
    ],
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """记下人的更正和确认并发布；原来读到的照样保留，重新载入同一文件也不会丢。"""
    import loaders
    from loaders import corrections

    with _errors_told():
        lines = corrections.read(file)
        with _amended(warehouse) as connection:
            loaders.correct(connection, lines)
    typer.echo(f"已记下 {len(lines)} 条更正")


@app.command(cls=Command)
def reviews(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="文件.csv",
            help="每行一个复核结果： 部门、行政区划、年度、 指标、自评得分、复核得分、 复核日期、抽取方式、复核人",
        ),
    ],
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """记下复核得分并发布，供与自评对照；只增不改，同一部门、年度、指标以最后一次为准。"""
    import loaders

    with _errors_told(), _amended(warehouse) as connection:
        number = loaders.take_in_reviews(connection, file)
    typer.echo(f"已记下 {number} 条复核结果")


@app.command(cls=Command)
def threshold(
    name: Annotated[str, typer.Argument(metavar="阈值", help="名称， 如 claimed_rate_differs.high_points")],
    value: Annotated[str, typer.Argument(metavar="数值", help="改为多少；  写“默认”恢复默认值")],
    author: Annotated[str, typer.Option("--author", metavar="姓名", help="改动人")],
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="为什么改")],
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """改动检查和排序所用的阈值或权重：只增不改，写明何人、何时、为何，结论随之注明。"""
    from loaders import thresholds

    with _errors_told(), _amended(warehouse) as connection:
        thresholds.change(connection, name, value, author, reason)
    typer.echo(f"已记下：{name} 改为 {value}")


@app.command(cls=Command)
def group(
    name: Annotated[str, typer.Argument(metavar="名称", help="分组叫什么")],
    departments: Annotated[
        str,
        typer.Option(
            "--departments", metavar="部门", help="名册里的名称或编号， 用逗号隔开，或一行一个的文件；  空则撤去"
        ),
    ],
    author: Annotated[str, typer.Option("--author", metavar="姓名", help="谁定的")],
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="为什么把它们放在一起比")],
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """自定义对比分组：只增不改，写明何人、何时、为何；同名的以后一次为准。"""
    import loaders

    with _errors_told(), _amended(warehouse) as connection:
        loaders.save_group(connection, name, departments, author, reason)
    typer.echo(f"已记下分组“{name}”" if departments.strip() else f"已撤去分组“{name}”")


@app.command(cls=Command)
def findings(
    warehouse: Warehouse = Path("warehouse"),
    shape: Annotated[Shape, typer.Option("--format", metavar="table|csv", help="看的表，或 csv")] = Shape.table,
) -> None:
    """列出各项检查的结论和依据的原句。风险提示，不是问题认定。"""
    from loaders import publishing

    with _errors_told(), publishing.reading(warehouse) as connection:
        cursor = connection.execute(FINDINGS)
        columns = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    if shape is Shape.csv:
        _give(_csv(rows, FINDING_COLUMNS), None)
    else:
        _show(rows)


@app.command(cls=Command)
def doctor(
    warehouse: Warehouse = Path("warehouse"),
    repair: Annotated[
        bool, typer.Option("--repair", help="当前快照坏了或指不到时， 退回最近一个完好的； 不删任何东西")
    ] = False,
) -> None:
    """检查仓库和工作底稿库： 哪里不对、怎么办；没有问题时返回 0，有问题返回 1。"""
    from dashboard.workbench import store as workbench
    from loaders import checkup

    with _errors_told():
        if repair:
            typer.echo(checkup.repair(warehouse))
        bad = 0
        for finding in checkup.examine(warehouse):
            bad += finding.standing == "bad"
            way_out = f"\n      → {finding.way_out}" if finding.way_out else ""
            typer.echo(f"{MARKS[finding.standing]}  {finding.words}{way_out}")
    address = workbench.default_address(warehouse)
    try:
        words = workbench.checked(address)
    except workbench.WorkbenchError as error:
        bad += 1
        typer.echo(f"{MARKS['bad']}  {error}")
    else:
        typer.echo(f"{MARKS['good']}  {words}")
    typer.echo(f"发现 {bad} 处问题。" if bad else "没有发现问题。")
    if bad:
        raise typer.Exit(1)


@app.command(cls=Command)
def serve(
    warehouse: Warehouse = Path("warehouse"),
    port: Port = None,
    host: Annotated[str, typer.Option("--host", metavar="地址", help="只能是本机")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="是否打开浏览器")] = False,
) -> None:
    """在本机打开仪表盘；按 Ctrl+C 结束。"""
    with _errors_told():
        _serve(warehouse, host, port, browser)


@app.command(cls=Command)
def demo(
    warehouse: Warehouse = Path("warehouse"),
    port: Port = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="是否打开浏览器")] = True,
) -> None:
    """载入演示城市和五份公开报告，打开仪表盘；make run 就是它。"""
    with _errors_told():
        _demonstrate(warehouse)
        _serve(warehouse, "127.0.0.1", port, browser)


@app.command(cls=Command)
def accuracy(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="其中有标注 facts.csv； 报告在同一处，或在旁边的 reports 里")
    ],
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="名称", help="这组标注叫什么；不给时用文件夹名", show_default=False),
    ] = None,
    warehouse: Annotated[
        Path | None,
        typer.Option(
            "--warehouse",
            metavar="文件夹",
            help="把结果记入这个仓库， 在“报告与数据质量”页上给使用者看",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件.csv", help="把结果写进这张表，替换同名的一组", show_default=False),
    ] = None,
    wording: Wording = None,
) -> None:
    """拿人工标注的数核对抽取结果：查准率、查全率和每一处差异。"""
    _adopt(wording)
    from loaders import accuracy as comparing
    from loaders import extract as deliveries
    from loaders import vocabulary

    with _errors_told():
        labels, texts = comparing.labelled(folder)
        found, failures = _parted(deliveries(texts))
        rows = [row for report in found for row in comparing.rows(report)]
        answer = comparing.compare(labels, rows, vocabulary.load().units)
    for difference in answer.differences:
        evidence = difference.evidence.replace("\n", "\\n").replace("\t", "\\t")
        typer.echo("\t".join(["漏" if difference.is_missed else "错", *difference.key, evidence]))
    for measure, tally in answer.by_measure.items():
        typer.echo(
            f"{measure}：标注 {tally.labelled}，抽取 {tally.extracted}，正确 {tally.right}，"
            f"查准率 {tally.precision:.4f}，查全率 {tally.recall:.4f}"
        )
    total = answer.total
    typer.echo(
        f"{answer.reports} 份报告：标注 {total.labelled}，抽取 {total.extracted}，正确 {total.right}，"
        f"查准率 {total.precision:.4f}，查全率 {total.recall:.4f}"
    )
    measured = comparing.measured(answer, name or folder.resolve().name)
    with _errors_told():
        if output is not None:
            comparing.write(output, measured)
        if warehouse is not None:
            with _amended(warehouse) as connection:
                comparing.store(connection, measured)
    _exit_with(failures)


@workbench.command("export", cls=Command)
def export_workbench(
    file: Annotated[Path, typer.Argument(metavar="文件", help="备份写到哪里； 已有的同名文件会被替换")],
    address: Workbench = None,
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """把整个工作底稿库导出为一个备份文件。"""
    from dashboard.workbench import archive
    from dashboard.workbench.store import default_address, open_store

    with _errors_told(), closing(open_store(address or default_address(warehouse), must_exist=True)) as store:
        rows = archive.export(store, file)
        typer.echo(f"已导出 {store.address}：{rows} 条记录，写入 {file}")


@workbench.command("restore", cls=Command)
def restore_workbench(
    file: Annotated[Path, typer.Argument(metavar="文件", help="export 写出的备份文件")],
    address: Workbench = None,
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """把备份恢复到一个空的工作底稿库；已有内容的不覆盖。SQLite 与 PostgreSQL 之间可以互换。"""
    from dashboard.workbench import archive
    from dashboard.workbench.store import default_address, open_store

    with _errors_told():
        packed = file.read_bytes()
        with closing(open_store(address or default_address(warehouse))) as store:
            rows = archive.restore(store, packed)
            typer.echo(f"已恢复 {rows} 条记录到 {store.address}")


@app.command("sample-city", cls=Command)
def sample_city(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="写到哪里； 报告在其中的 reports，真值在 truth")],
    number: Annotated[int, typer.Option("--departments", metavar="个数", min=1, max=2000, help="虚构多少个部门")] = 64,
    years: Annotated[str, typer.Option("--years", metavar="年-年", help="哪些年度")] = "2019-2024",
    seed: Annotated[int, typer.Option("--seed", metavar="数", help="同一个数总得到同一座城市")] = 1,
    formats: Annotated[
        str, typer.Option("--formats", metavar="后缀", help="报告写成哪些格式， 用逗号隔开")
    ] = "docx,pdf,html,xlsx,txt",
    rate: Annotated[
        str, typer.Option("--faults", metavar="比率", help="每类问题在一份报告里 出现的机会， 0 到 1")
    ] = "0.03",
    scale: Annotated[
        Scale, typer.Option("--scale", metavar="documents|facts", help="写报告， 或只写数供测速用")
    ] = Scale.documents,
    jurisdictions: Annotated[
        int, typer.Option("--jurisdictions", metavar="个数", min=1, help="只写数时， 多少个地区")
    ] = 3000,
    measures: Annotated[
        int, typer.Option("--measures", metavar="个数", min=1, help="只写数时， 每份报告多少个数")
    ] = 30,
    warehouse: Annotated[
        Path | None,
        typer.Option("--warehouse", metavar="文件夹", help="只写数时， 接着发布到这个仓库", show_default=False),
    ] = None,
) -> None:
    """虚构一座城市，写出各部门的自评报告和真值；全部内容都是演示数据。"""
    if scale is Scale.facts:
        counts = {"jurisdictions": jurisdictions, "departments": number, "measures": measures}
        _scale(folder, warehouse, seed, years=_count_of_years(years), **counts)
        return
    with _errors_told():
        written = _invent(folder, number, years, seed, formats, rate)
    typer.echo(
        f"{written.departments} 个部门，{written.reports} 份报告，{written.facts} 项事实，"
        f"{written.faults} 处问题，写在 {folder}"
    )


def _demonstrate(warehouse: Path) -> None:
    """An invented city, written and loaded at the first start and kept; beside it the figures of real reports."""
    import loaders
    from data import sample_city as city
    from loaders import publishing

    folder = warehouse / SAMPLE_CITY
    reports, truth = folder / city.REPORTS, folder / city.TRUTH
    if not (truth / "roster.csv").is_file():
        typer.echo(f"第一次打开，先虚构一座演示城市：{CITY[0]} 个部门 {CITY[1]} 年的报告，约一分钟，以后不再重来。")
        _invent(folder, *CITY)
    if publishing.current(warehouse) is not None:
        with publishing.reading(warehouse) as connection:
            if loaders.has_read(connection, [reports, SAMPLES]):
                return
    invented = loaders.Loading([reports], keep_later=True, is_demonstration=True)
    _, is_interrupted = _publish(invented, warehouse, None, invented=truth)
    if is_interrupted:
        raise typer.Exit(INTERRUPTED)
    _publish(loaders.Loading([SAMPLES], keep_later=True), warehouse, None, reviews=_rehearse(warehouse, truth))


def _rehearse(warehouse: Path, truth: Path) -> Path | None:
    """Past draws and what came of them, beside the demonstration's warehouse; never in a store that was named."""
    logging.getLogger("streamlit.runtime.caching.cache_data_api").disabled = True  # that there is no page goes unsaid
    from dashboard import demonstrating
    from dashboard.warehouse import Snapshot
    from dashboard.workbench.store import ADDRESS, default_address, open_store
    from loaders import publishing

    snapshot = publishing.current(warehouse)
    if snapshot is None or os.environ.get(ADDRESS):
        return None
    typer.echo("再按真值演一遍前几年的抽取和现场复核，供“回看”用。")
    outcomes = truth / "outcomes.csv"
    with closing(open_store(default_address(warehouse))) as store:
        table = demonstrating.demonstrate(store, demonstrating.read(truth), Snapshot(snapshot))
    outcomes.write_text(table, encoding="utf-8")
    return outcomes


def _invent(folder: Path, number: int, years: str, seed: int, formats: str, rate: str) -> "Written":
    """Write a sample city."""
    from data import sample_city as city
    from loaders import vocabulary

    names = {name: measure.names for name, measure in vocabulary.load().measures.items()}
    try:
        return city.write(folder, city.plan(names, number, years, seed, formats, rate))
    except city.PlanError as error:
        raise typer.BadParameter(str(error)) from error


def _count_of_years(years: str) -> int:
    first, _, last = years.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal() and int(first) <= int(last or first)):
        raise typer.BadParameter(f"年度“{years}”应写作 2019-2024")
    return int(last or first) - int(first) + 1


def _scale(output: Path, warehouse: Path | None, seed: int, **counts: int) -> None:
    """Write facts as Parquet and, with a warehouse, publish them there."""
    import queries
    from data.sample_city import scale
    from loaders import parquet, publishing

    begun = time.monotonic()
    with _errors_told():
        facts = scale.write(output, seed=seed, **counts)
        typer.echo(f"写出 {facts:,} 个数，用时 {time.monotonic() - begun:.0f} 秒")
        if warehouse is None:
            return
        with publishing.next_snapshot(warehouse) as connection:
            ship(connection)
            parquet.take_in(connection, output)
            typer.echo(f"读入，累计 {time.monotonic() - begun:.0f} 秒")
            queries.build(connection, materialise=True)
            typer.echo(f"算出，累计 {time.monotonic() - begun:.0f} 秒")
    typer.echo(f"已发布，累计 {time.monotonic() - begun:.0f} 秒")


def ship(connection: "DuckDBPyConnection", rubrics: Path | None = None) -> None:
    """Write what the product brings along: the vocabulary, thresholds and scoring rules; the bureau's own beside it."""
    import loaders
    from loaders import thresholds

    loaders.store_vocabulary(connection)
    thresholds.adopt(connection, THRESHOLDS)
    loaders.adopt_rubrics(connection, rubrics, RUBRICS)


def give_way() -> None:
    """Let everything else on the machine go first: people read while this process loads."""
    if hasattr(os, "nice"):
        os.nice(max(0, GIVING_WAY - os.nice(0)))


@contextmanager
def _amended(warehouse: Path) -> "Iterator[DuckDBPyConnection]":
    """The next snapshot of a warehouse that has reports, to be changed otherwise than by loading, and published."""
    import queries
    from loaders import publishing

    with publishing.reading(warehouse):
        pass  # without reports there is nothing to change, and it says so
    give_way()
    with publishing.next_snapshot(warehouse) as connection:
        ship(connection)
        yield connection
        queries.build(connection, materialise=True, previous=publishing.current(warehouse))


def _adopt(wording: Path | None) -> None:
    """A bureau's own vocabulary, for this process and for those it starts."""
    from loaders import vocabulary

    if wording is not None:
        os.environ[vocabulary.ADDED] = str(wording.resolve())
    with _errors_told():
        vocabulary.load()


def _publish(
    loading: "Loading",
    warehouse: Path,
    listing: Path | None,
    invented: Path | None = None,
    rubrics: Path | None = None,
    reviews: Path | None = None,
    build: "Callable[[DuckDBPyConnection], None] | None" = None,
    seconds: float | None = None,
) -> tuple[list["Outcome"], bool]:
    """Store and publish, again after so many seconds; the outcomes, and whether Ctrl+C ended it."""
    import loaders
    import queries
    from loaders import checkup, publishing

    give_way()
    seconds = PUBLISH_SECONDS if seconds is None else seconds
    if checkup.lag(warehouse):
        typer.echo("电脑的时钟比最新的快照还早，可能被往回拨过；载入照常，请校准时钟。", err=True)
    before = publishing.current(warehouse)
    outcomes: list[Outcome] = []
    is_interrupted = False
    with (
        closing(loading),
        publishing.successive_snapshots(warehouse) as next_snapshot,
        _progress(loading) as show,
    ):
        while not (loading.is_finished or is_interrupted):
            with next_snapshot() as connection:
                ship(connection, rubrics)
                if gone := loaders.adopt_roster(connection, listing, ROSTER):
                    typer.echo(
                        f"新名册里没有{'、'.join(gone)}，而复核结果或保存的分组里有；这些记录留着。部门改了名称的，"
                        "请在名册里用回原名、把新名写进别名；漏了的，照原样补回这一行；然后重新载入。",
                        err=True,
                    )
                loaders.adopt_accuracy(connection, ACCURACY)
                if invented is not None:
                    loaders.adopt_demonstration(connection, invented / "roster.csv")
                    loaders.take_in_reviews(connection, invented / "reviews.csv")
                if reviews is not None:
                    loaders.take_in_reviews(connection, reviews)
                try:
                    for outcome in loading.store(connection, seconds):
                        outcomes.append(outcome)
                        show(outcome)
                except KeyboardInterrupt:
                    is_interrupted = True
                begun = time.monotonic()
                loaders.settle(connection)
                if build is None:
                    queries.build(connection, materialise=True, previous=publishing.current(warehouse))
                else:
                    build(connection)
            seconds = max(PUBLISH_SECONDS, PUBLISH_SHARE * (time.monotonic() - begun))
    after = publishing.current(warehouse)
    counts = [f"{label} {sum(outcome.status == status for outcome in outcomes)}" for status, label in STATUSES.items()]
    published = f"已发布 {after.name}" if after is not None and after != before else "仓库没有变化"
    typer.echo(f"{'，'.join(counts)}。{published}")
    return outcomes, is_interrupted


@contextmanager
def _progress(loading: "Loading") -> Iterator[Callable[["Outcome"], None]]:
    """A bar on a terminal, else a line for every outcome."""
    if not sys.stdout.isatty() or loading.total <= LISTED:
        yield _say
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("载入"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("失败 {task.fields[failed]}  待核对 {task.fields[to_settle]}  剩余"),
        TimeRemainingColumn(),
    )
    with Progress(*columns) as progress:
        task = progress.add_task("", total=loading.total, failed=0, to_settle=0)

        def show(_: "Outcome") -> None:
            progress.update(task, completed=loading.done, failed=loading.failed, to_settle=loading.to_settle)

        yield show


def _tell(outcomes: Sequence["Outcome"]) -> None:
    """The report at the end: how many stand how, and which of them want attention."""
    counts: Counter[str] = Counter(outcome.standing for outcome in outcomes)
    typer.echo("，".join(f"{label} {counts[standing]}" for standing, label in STANDINGS.items()))
    odd = [outcome for outcome in outcomes if outcome.standing != "loaded"]
    for outcome in odd[:LISTED]:
        typer.echo(
            f"  {STANDINGS[outcome.standing]}  {outcome.file}：{outcome.reason.removeprefix(f'{outcome.file}：')}"
        )
    if len(odd) > LISTED:
        typer.echo(f"  ……共 {len(odd)} 个；--report 文件.csv 列出全部，仪表盘的“报告与数据质量”页也有")


def _file_row(outcome: "Outcome") -> dict[str, object]:
    values = (
        outcome.file,
        STANDINGS[outcome.standing],
        outcome.reason.removeprefix(f"{outcome.file}："),
        outcome.department,
        outcome.fiscal_year,
        outcome.facts,
    )
    return dict(zip(FILE_COLUMNS, values, strict=True))


def _serve(warehouse: Path, host: str, port: int | None, browser: bool) -> None:
    from dashboard import server
    from loaders import publishing

    with publishing.reading(warehouse):
        pass  # without data there is nothing to show, and it says so
    server.serve(warehouse, host, port, browser, typer.echo)


def _say(outcome: "Outcome") -> None:
    if outcome.status == "failed":
        typer.echo(outcome.message, err=True)
        return
    year = "年度不明" if outcome.fiscal_year is None else f"{outcome.fiscal_year}年度"
    note = f"（{outcome.message}）" if outcome.message else ""
    about = f"{outcome.department or '部门不明'} {year}，{outcome.facts} 项事实"
    typer.echo(f"{outcome.file}：{STATUSES[outcome.status]}，{about}{note}")


def _parted(deliveries: Iterable["Delivery"]) -> tuple[list[Any], list[str]]:
    reports, failures = [], []
    for delivery in deliveries:
        if delivery.report is None:
            failures.append(delivery.message)
        else:
            reports.append(delivery.report)
    return reports, failures


def _exit_with(failures: Sequence[str], already_said: bool = False) -> None:
    for message in () if already_said else failures:
        typer.echo(message, err=True)
    if failures:
        raise typer.Exit(1)


@contextmanager
def _errors_told() -> Iterator[None]:
    """What a user can mend is one line on the error output; a fault of ours keeps its traceback."""
    import duckdb

    from dashboard.server import ServerError
    from dashboard.workbench.store import WorkbenchError
    from loaders.accuracy import LabelsError
    from loaders.corrections import CorrectionError
    from loaders.groups import GroupError
    from loaders.parquet import ParquetError
    from loaders.publishing import WarehouseError
    from loaders.reviews import ReviewError
    from loaders.roster import RosterError
    from loaders.rubrics import RubricError
    from loaders.spark import SparkError
    from loaders.thresholds import ThresholdError
    from loaders.troubles import trouble
    from loaders.vocabulary import VocabularyError

    try:
        yield
    except (
        WarehouseError,
        LabelsError,
        ServerError,
        VocabularyError,
        RosterError,
        CorrectionError,
        GroupError,
        ParquetError,
        ThresholdError,
        RubricError,
        ReviewError,
        WorkbenchError,
        SparkError,
    ) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    except (OSError, MemoryError, duckdb.Error) as error:
        found = trouble(error)
        if found is None and not isinstance(error, OSError | duckdb.IOException):
            raise
        typer.echo(f"读写出错：{error if found is None else f'{found}（{error}）'}", err=True)
        raise typer.Exit(1) from error


def _csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    from dashboard.exports.formulas import harmless

    table = io.StringIO()
    writer = csv.DictWriter(table, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {name: cell if PLAIN_NUMBER.fullmatch(str(cell)) else harmless(cell) for name, cell in row.items()}
        )
    return table.getvalue()


def _give(text: str, output: Path | None, byte_order_mark: bool = False) -> None:
    """Bytes, so that a pipe gets UTF-8 and the line breaks of the report under every system and locale."""
    if output is None:
        typer.echo(text.encode(), nl=False)
        return
    try:
        output.write_bytes(text.encode("utf-8-sig" if byte_order_mark else "utf-8"))
    except OSError as error:
        from loaders.troubles import explained

        typer.echo(f"{output}：写不进去（{explained(error)}）", err=True)
        raise typer.Exit(1) from error


def _show(findings: Iterable[Mapping[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True)
    # Chinese has no blanks to break a line at, and rich cuts off what it cannot break.
    for heading, share in (("报告与检查", 3), ("结论", 1), ("说明与依据的原句", 6)):
        table.add_column(heading, overflow="fold", ratio=share)
    for finding in findings:
        severity = "" if finding["outcome"] == "pass" else finding["severity_name"]
        table.add_row(
            Text(f"{finding['report']}\n{finding['check_label']}"),
            Text(f"{finding['outcome_name']} {severity}".strip()),
            Text(f"{finding['detail']}\n依据：{finding['evidence'] or ''}"),
        )
    Console().print(table)


if __name__ == "__main__":
    app()
