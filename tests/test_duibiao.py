"""The front door, walked through as a user does: files in, words and exit status out."""

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import dashboard.server
import duibiao
from loaders import accuracy, interchange, publishing
from tests.faults import scratched
from tests.loaders.records import report
from tests.shared import COMPOSED, GOLDEN, needs_shared

ROOT = Path(__file__).parents[1]
COLUMNS = "report,fiscal_year,measure,breakdown,stage,value,unit,disclosure,evidence,start,end"

SMALL_CITY = (3, "2020-2021", 1, "docx,txt", "0.03")
SPENDING = "海城市档案馆2020年度部门整体支出绩效自评报告\n\n2020年支出年初预算为410.5万元，支出决算为398万元。\n"
THREE_PUBLIC = (
    "海城市图书馆2020年度部门整体支出绩效自评报告\n\n2020年“三公”经费支出10.00万元，其中：因公出国（境）费0.00万元，"
    "公务用车购置及运行维护费4.00万元，公务接待费5.00万元。\n"
)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DUIBIAO_WAREHOUSE", raising=False)
    monkeypatch.setattr(duibiao, "give_way", lambda: None)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    folder.mkdir()
    (folder / "档案馆.txt").write_text(SPENDING, encoding="utf-8")
    (folder / "图书馆.txt").write_text(THREE_PUBLIC, encoding="utf-8")
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(duibiao.app, [str(argument) for argument in arguments])


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


class TestHelp:
    @pytest.mark.parametrize(
        "command",
        ["extract", "load", "findings", "doctor", "serve", "demo", "accuracy", "sample-city", "spark", "workbench"],
    )
    def test_every_command_is_explained_in_chinese(self, command: str) -> None:
        shown = run(command, "--help")

        assert shown.exit_code == 0
        assert "显示这段说明" in shown.stdout
        assert "Show this message" not in shown.stdout
        assert "…" not in shown.stdout, "rich cuts off Chinese that it cannot break: put a blank after a comma"
        assert f" {command} " in run("--help").stdout

    def test_help_needs_none_of_the_heavy_libraries(self) -> None:
        code = (
            "import sys, duibiao\n"
            "try: duibiao.app(['--help'])\n"
            "except SystemExit: pass\n"
            "heavy = {'duckdb', 'streamlit', 'pandas', 'pyarrow', 'pydantic_core', 'docx', 'lxml', 'loaders'}\n"
            "sys.exit(', '.join(heavy & set(sys.modules)) or None)\n"
        )
        ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr

    @pytest.mark.parametrize(
        "arguments", [["load"], ["extract", "--format", "xml", "a.txt"], ["sing"], ["serve", "--port", "x"]]
    )
    def test_wrong_use_is_status_2(self, arguments: list[str]) -> None:
        assert run(*arguments).exit_code == 2


class TestExtract:
    def test_csv_has_the_columns_of_the_golden_file_and_the_offsets(self, inbox: Path) -> None:
        result = run("extract", inbox)

        assert result.exit_code == 0
        assert result.stdout.splitlines()[0] == COLUMNS
        found = {
            (row["report"], row["measure"], row["stage"], row["value"], row["unit"]) for row in table(result.stdout)
        }
        assert ("档案馆.txt", "expenditure", "actual", "398", "万元") in found
        assert ("图书馆.txt", "official_reception", "actual", "5.00", "万元") in found

    def test_every_evidence_is_the_text_between_its_offsets(self, inbox: Path) -> None:
        (inbox / "断行.txt").write_bytes("海城市体育馆2020年度\r\n自评报告\r\n支出决算为\r\n398\t万元。".encode())
        for row in table(run("extract", inbox).stdout):
            text = (inbox / row["report"]).read_bytes().decode()
            assert text[int(row["start"]) : int(row["end"])] == row["evidence"]

    def test_a_csv_file_opens_in_excel_and_is_the_same_table(self, inbox: Path, tmp_path: Path) -> None:
        output = tmp_path / "事实.csv"
        result = run("extract", inbox, "-o", output)

        assert (result.exit_code, result.stdout) == (0, "")
        assert output.read_bytes().startswith(b"\xef\xbb\xbf" + COLUMNS.encode())
        assert output.read_bytes().decode("utf-8-sig") == run("extract", inbox).stdout

    def test_json_leaves_the_text_out_unless_asked(self, inbox: Path, tmp_path: Path) -> None:
        shared, whole = tmp_path / "shared.json", tmp_path / "whole.json"
        assert run("extract", inbox, "-o", shared).exit_code == 0
        assert run("extract", inbox, "--format", "json", "--with-text", "-o", whole).exit_code == 0

        assert {found.document.text for found in interchange.read(shared)} == {None}
        assert {found.document.text for found in interchange.read(whole)} == {SPENDING, THREE_PUBLIC}
        assert json.loads(run("extract", inbox, "--format", "json").stdout) == json.loads(shared.read_text("utf-8"))

    def test_json_goes_in_again(self, inbox: Path, tmp_path: Path) -> None:
        shared = tmp_path / "shared.json"
        run("extract", inbox, "-o", shared)

        assert run("extract", shared).stdout == run("extract", inbox).stdout

    def test_a_failing_file_is_named_and_the_others_are_printed(self, inbox: Path) -> None:
        (inbox / "坏.docx").write_bytes(b"no zip")
        result = run("extract", inbox)

        assert result.exit_code == 1
        assert "坏.docx" in result.stderr
        assert {row["report"] for row in table(result.stdout)} == {"档案馆.txt", "图书馆.txt"}

    def test_without_a_report_nothing_is_written(self, tmp_path: Path) -> None:
        output = tmp_path / "facts.csv"
        assert run("extract", tmp_path / "没有", "-o", output).exit_code == 1
        assert not output.exists()

    def test_an_output_that_cannot_be_written_is_named(self, inbox: Path, tmp_path: Path) -> None:
        result = run("extract", inbox, "-o", tmp_path / "没有" / "facts.csv")

        assert result.exit_code == 1
        assert "facts.csv" in result.stderr


class TestLoad:
    def test_it_publishes_and_says_what_became_of_every_file(self, inbox: Path, tmp_path: Path) -> None:
        result = run("load", inbox)

        assert result.exit_code == 0, result.stderr
        assert "档案馆.txt：新载入，海城市档案馆 2020年度" in result.stdout
        snapshot = publishing.current(tmp_path / "warehouse")
        assert snapshot is not None
        assert f"新载入 2，新版本 0，没有变化 0，失败 0。已发布 {snapshot.name}" in result.stdout

    def test_a_name_in_the_report_of_a_load_cannot_become_a_formula(self, inbox: Path, tmp_path: Path) -> None:
        (inbox / "档案馆.txt").rename(inbox / "=HYPERLINK(1).txt")
        run("load", inbox, "--report", tmp_path / "报告.csv")
        names = {row["文件"] for row in table((tmp_path / "报告.csv").read_text(encoding="utf-8-sig"))}
        assert names == {"'=HYPERLINK(1).txt", "图书馆.txt"}

    def test_loading_twice_changes_nothing(self, inbox: Path, tmp_path: Path) -> None:
        run("load", inbox)
        before = publishing.current(tmp_path / "warehouse")
        result = run("load", inbox)

        assert "没有变化 2" in result.stdout and "仓库没有变化" in result.stdout
        assert publishing.current(tmp_path / "warehouse") == before

    def test_a_changed_file_becomes_a_new_version(self, inbox: Path, tmp_path: Path) -> None:
        run("load", inbox)
        (inbox / "档案馆.txt").write_text(SPENDING.replace("398", "399"), encoding="utf-8")
        result = run("load", inbox)

        assert "新版本 1，没有变化 1" in result.stdout
        with publishing.reading(tmp_path / "warehouse") as connection:
            assert connection.execute("select source, version from staging.reports order by all").fetchall() == [
                ("图书馆.txt", 1),
                ("档案馆.txt", 2),
            ]

    def test_the_warehouse_may_be_named_by_option_or_environment(
        self, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("load", inbox, "--warehouse", tmp_path / "甲")
        monkeypatch.setenv("DUIBIAO_WAREHOUSE", str(tmp_path / "乙"))
        run("load", inbox)

        assert publishing.current(tmp_path / "甲") and publishing.current(tmp_path / "乙")
        assert not (tmp_path / "warehouse").exists()

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("没有.txt", None),
            ("空文件夹", "folder"),
            ("报告.pages", b"text"),
            ("空.txt", b""),
            ("坏.docx", b"no zip"),
            ("别的.json", b'{"format": "other/1", "reports": []}'),
            ("词表外.json", "unknown measure"),
        ],
    )
    def test_bad_input_is_named_and_the_others_are_loaded(
        self, inbox: Path, tmp_path: Path, name: str, content: bytes | str | None
    ) -> None:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content == "folder":
            path.mkdir()
        elif content is not None:
            path.write_text(interchange.write([report()]).replace('"expenditure"', '"happiness"'), encoding="utf-8")
        result = run("load", path, inbox)

        assert result.exit_code == 1
        assert name in result.stderr
        assert len(result.stderr.strip().splitlines()) == 1
        assert "Traceback" not in result.output
        assert "新载入 2，新版本 0，没有变化 0，失败 1。已发布" in result.stdout

    def test_nothing_but_bad_input_makes_no_warehouse(self, tmp_path: Path) -> None:
        result = run("load", tmp_path / "没有.txt")

        assert result.exit_code == 1
        assert "仓库没有变化" in result.stdout
        assert publishing.current(tmp_path / "warehouse") is None

    def test_a_second_load_is_told_to_wait(self, inbox: Path, tmp_path: Path) -> None:
        with publishing.next_snapshot(tmp_path / "warehouse"):
            result = run("load", inbox)

        assert result.exit_code == 1
        assert "正在载入" in result.stderr

    def test_a_killed_load_leaves_no_trace(self, inbox: Path, tmp_path: Path) -> None:
        for number in range(300):
            (inbox / f"{number:03}.txt").write_text(SPENDING.replace("398", f"{number}.5"), encoding="utf-8")
        run("load", inbox / "档案馆.txt")
        before = publishing.current(tmp_path / "warehouse")
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(
            [sys.executable, "-m", "duibiao", "load", str(inbox)], env=environment, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()  # the first batch is stored
        process.kill()
        process.communicate()

        assert publishing.current(tmp_path / "warehouse") == before
        assert "没有变化 1" in run("load", inbox / "档案馆.txt").stdout
        assert not list((tmp_path / "warehouse").glob("building-*"))


class TestFindings:
    def test_csv_names_report_check_and_the_sentences(self, inbox: Path) -> None:
        run("load", inbox)
        result = run("findings", "--format", "csv")

        assert result.exit_code == 0
        assert result.stdout.splitlines()[0] == "report,check,outcome,severity,detail,evidence"
        hits = [row for row in table(result.stdout) if row["check"] == "parts_differ_from_total"]
        assert [(row["report"], row["outcome"]) for row in hits] == [("图书馆.txt", "hit")]
        assert "“三公”经费支出10.00万元" in hits[0]["evidence"]
        assert "公务接待费5.00万元" in hits[0]["evidence"]

    def test_the_table_is_for_people(self, inbox: Path) -> None:
        run("load", inbox)
        result = run("findings")

        assert result.exit_code == 0
        assert "疑点" in result.stdout and "依据" in result.stdout
        assert "…" not in result.stdout

    def test_without_a_warehouse_it_says_what_to_do(self) -> None:
        result = run("findings")

        assert result.exit_code == 1
        assert "duibiao load" in result.stderr


class TestServe:
    @pytest.fixture
    def served(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
        calls: list[tuple[object, ...]] = []
        monkeypatch.setattr(dashboard.server, "_run", lambda *arguments: calls.append(arguments))
        return calls

    def test_another_address_is_refused(self, inbox: Path, served: list[tuple[object, ...]]) -> None:
        run("load", inbox)
        result = run("serve", "--host", "0.0.0.0")

        assert result.exit_code == 1
        assert "0.0.0.0" in result.stderr and "登录" in result.stderr
        assert served == []

    def test_without_a_warehouse_it_says_what_to_do(self, served: list[tuple[object, ...]]) -> None:
        result = run("serve")

        assert result.exit_code == 1
        assert "duibiao load" in result.stderr
        assert served == []

    def test_demo_loads_the_samples_once_and_serves(
        self, inbox: Path, tmp_path: Path, served: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        samples = tmp_path / "samples"
        samples.mkdir()
        run("extract", inbox, "-o", samples / "figures.json")
        monkeypatch.setattr(duibiao, "SAMPLES", samples)

        monkeypatch.setattr(duibiao, "CITY", SMALL_CITY)
        first = run("demo").stdout
        assert "新载入 2" in first and "先虚构一座演示城市" in first
        snapshot = publishing.current(tmp_path / "warehouse")
        with publishing.reading(tmp_path / "warehouse") as connection:
            marked = connection.execute(
                "select is_demonstration, count(*), bool_and(is_resolved) from staging.reports group by all order by all"
            ).fetchall()
        assert [is_invented for is_invented, _, _ in marked] == [False, True]
        assert marked[1][1] >= 4 and marked[1][2]
        assert "载入" not in run("demo").stdout
        assert publishing.current(tmp_path / "warehouse") == snapshot
        assert len(served) == 2

    def test_demo_does_not_undo_what_was_loaded_since(
        self, inbox: Path, tmp_path: Path, served: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        samples = tmp_path / "samples"
        samples.mkdir()
        run("extract", inbox, "-o", samples / "figures.json")
        monkeypatch.setattr(duibiao, "SAMPLES", samples)
        monkeypatch.setattr(duibiao, "CITY", SMALL_CITY)
        run("demo")
        better = report("档案馆.txt", SPENDING, department="海城市档案馆", facts=())
        (tmp_path / "better.json").write_text(interchange.write([better], with_text=True), encoding="utf-8")
        assert "新版本 1" in run("load", tmp_path / "better.json").stdout
        (samples / "figures.json").touch()

        assert "载入" not in run("demo").stdout
        run("extract", inbox, "-o", samples / "more.json")
        assert "新载入 0，新版本 0" in run("demo").stdout


def test_accuracy_prints_figures_and_differences(inbox: Path) -> None:
    (inbox / "facts.csv").write_text(
        f"{COLUMNS.removesuffix(',start,end')}\n"
        "档案馆.txt,2020,expenditure,,actual,3980000,元,stated,支出决算为398万元\n"
        "档案馆.txt,2020,expenditure,,budget,410.5,万元,stated,年初预算为410.5万元\n"
        "档案馆.txt,2020,revenue,,actual,1,万元,stated,没有这一句\n",
        encoding="utf-8",
    )
    result = run("accuracy", inbox)

    assert result.exit_code == 0
    assert "漏\t档案馆.txt\t2020\trevenue" in result.stdout
    assert "expenditure：标注 2，抽取 2，正确 2，查准率 1.0000，查全率 1.0000" in result.stdout
    assert "1 份报告：标注 3，抽取 2，正确 2，查准率 1.0000，查全率 0.6667" in result.stdout
    assert run("accuracy", inbox / "没有").exit_code == 1


class TestSampleCity:
    def test_it_is_written_and_measures_itself(self, tmp_path: Path) -> None:
        written = run("sample-city", tmp_path / "城", "--departments", 2, "--years", "2021-2022", "--formats", "html")
        again = run("sample-city", tmp_path / "再", "--departments", 2, "--years", "2021-2022", "--formats", "html")

        assert written.exit_code == again.exit_code == 0, written.output
        assert "2 个部门" in written.stdout
        assert len(list((tmp_path / "城" / "reports").glob("*.html"))) > 2
        for name in ("facts.csv", "faults.csv", "quality.csv", "visits.csv", "reviews.csv", "roster.csv"):
            ours, theirs = (tmp_path / folder / "truth" / name for folder in ("城", "再"))
            assert ours.read_bytes() == theirs.read_bytes()
        assert "份报告：标注" in run("accuracy", tmp_path / "城" / "truth").stdout

    def test_what_makes_no_city_is_said(self, tmp_path: Path) -> None:
        refused = run("sample-city", tmp_path, "--years", "去年")

        assert refused.exit_code == 2
        assert "2019-2024" in refused.output


def test_time_to_help_is_short() -> None:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "duibiao", "--help"], cwd=ROOT, capture_output=True, check=True)
    assert time.perf_counter() - started < 5


class TestSettling:
    ROSTER = "部门,行政区划代码,行政区划\n档案馆,210381,辽宁省海城市\n"

    def test_a_roster_alone_settles_what_is_loaded(self, inbox: Path, tmp_path: Path) -> None:
        assert "待核对 2" in run("load", inbox).stdout
        (tmp_path / "名册.csv").write_text(self.ROSTER, encoding="utf-8")
        assert run("load", "--roster", tmp_path / "名册.csv").exit_code == 0
        result = run("load", inbox)
        assert "已入库 1，待核对 1" in result.stdout and "名册里没有“海城市图书馆”" in result.stdout

    def test_the_draft_can_be_completed_and_loaded(self, inbox: Path, tmp_path: Path) -> None:
        run("load", inbox)
        draft = tmp_path / "草稿.csv"
        assert run("roster", "-o", draft).exit_code == 0
        text = draft.read_text(encoding="utf-8-sig").replace(",,,海城市", ",,210381,海城市")
        draft.write_text(text, encoding="utf-8")
        run("load", "--roster", draft)
        assert "已入库 2，待核对 0" in run("load", inbox).stdout

    def test_a_malformed_roster_is_named_and_nothing_is_lost(self, inbox: Path, tmp_path: Path) -> None:
        (tmp_path / "名册.csv").write_text("部门\n档案馆\n", encoding="utf-8")
        result = run("load", inbox, "--roster", tmp_path / "名册.csv")
        assert result.exit_code == 1 and "名册.csv：第 1 行缺少列“行政区划代码”" in result.stderr

    def test_a_correction_is_recorded(self, inbox: Path, tmp_path: Path) -> None:
        run("load", inbox)
        with publishing.reading(tmp_path / "warehouse") as connection:
            ((report, fact),) = connection.execute(
                "select report_id, fact_id from staging.facts where measure = 'expenditure' limit 1"
            ).fetchall()
        lines = tmp_path / "更正.csv"
        lines.write_text(
            f"report_id,fact_id,field,becomes,author,reason\n{report},{fact},value,389,李四,原件\n", encoding="utf-8"
        )
        assert run("correct", lines).stdout == "已记下 1 条更正\n"
        with publishing.reading(tmp_path / "warehouse") as connection:
            value = connection.execute("select value from staging.facts where fact_id = ?", [fact]).fetchall()
        assert value == [(3_890_000,)]
        assert "现在没有编号为" in run("correct", self.wrong(lines, fact)).stderr

    @staticmethod
    def wrong(lines: Path, fact: str) -> Path:
        lines.write_text(lines.read_text(encoding="utf-8").replace(fact, "none"), encoding="utf-8")
        return lines

    def test_what_failed_is_retried_where_it_lies(self, inbox: Path, tmp_path: Path) -> None:
        (inbox / "坏.docx").write_bytes(b"no zip")
        assert run("load", inbox).exit_code == 1
        (inbox / "坏.docx").unlink()
        (inbox / "坏.docx").write_bytes(b"no zip either")
        result = run("load", "--retry-failed")
        assert "失败 1" in result.stdout and "坏.docx" in result.stdout

    def test_without_anything_to_do_it_says_what_to_give(self, tmp_path: Path) -> None:
        result = run("load")
        assert result.exit_code == 2 and "请给出报告文件或文件夹" in result.stderr


def test_facts_alone_are_written_and_published_at_any_scale(tmp_path: Path) -> None:
    counts = ["--jurisdictions", "2", "--departments", "6", "--years", "2020-2021", "--measures", "10"]
    result = run("sample-city", tmp_path / "数", "--scale", "facts", *counts, "--warehouse", tmp_path / "仓库")
    assert result.exit_code == 0, result.stderr
    with publishing.reading(tmp_path / "仓库") as connection:
        ((reports, facts),) = connection.execute(
            "select count(distinct report_id), count(*) from staging.facts"
        ).fetchall()
    assert 15 <= reports <= 24 and facts >= 8 * reports
    assert run("sample-city", tmp_path / "数", "--scale", "facts", "--years", "去年").exit_code == 2


@needs_shared
def test_the_accuracy_that_ships_is_what_is_measured(tmp_path: Path) -> None:
    folders = {
        "五份公开的真实报告": GOLDEN,
        "仿写的开发集 54 篇": COMPOSED,
        "各地写法 64 篇": ROOT / "tests" / "golden",
        "各地写法再 100 篇": ROOT / "tests" / "golden_more",
        "各省写法 50 篇": ROOT / "tests" / "golden_provinces",
        "各省写法再 50 篇": ROOT / "tests" / "golden_towns",
        "各省写法又 190 篇": ROOT / "tests" / "golden_regions",
        "各县写法 40 篇": ROOT / "tests" / "golden_counties",
        "各人写法 40 篇": ROOT / "tests" / "golden_clerks",
        "各种表式 60 篇": ROOT / "tests" / "golden_forms",
        "没有参与开发的 10 篇": ROOT / "tests" / "golden_unseen",
    }
    for name, folder in folders.items():
        run("accuracy", folder, "--name", name, "-o", tmp_path / "accuracy.csv")
    measured, shipped = (
        {(row["collection"], row["measure"]): row for row in accuracy.read(path)}
        for path in (tmp_path / "accuracy.csv", ROOT / "data" / "accuracy.csv")
    )
    for key, row in measured.items():
        assert {**shipped[key], "measured_on": None} == {**row, "measured_on": None}, key


def test_a_users_own_labels_are_measured_into_the_warehouse(inbox: Path, tmp_path: Path) -> None:
    run("load", inbox)
    assert run("accuracy", ROOT / "tests" / "golden", "--warehouse", tmp_path / "warehouse").exit_code == 0
    with publishing.reading(tmp_path / "warehouse") as connection:
        found = connection.execute(
            "select recall_pct from staging.accuracy where collection = 'golden' and measure = ''"
        )
        assert found.fetchall()[0][0] > 90


class TestDoctor:
    def test_it_says_what_is_wrong_where_and_the_way_out(self, inbox: Path) -> None:
        run("load", inbox)
        (inbox / "档案馆.txt").write_text(SPENDING.replace("398", "399"), encoding="utf-8")
        run("load", inbox)
        sound = run("doctor")
        assert sound.exit_code == 0 and "没有发现问题" in sound.stdout and "还没有建立" in sound.stdout

        damaged = publishing.current(Path("warehouse"))
        assert damaged is not None
        scratched(damaged)
        Path("warehouse-workbench.sqlite").write_text("not a store")
        told = run("doctor")
        assert told.exit_code == 1 and "发现 2 处问题" in told.stdout
        assert damaged.name in told.stdout and "→ 请运行 duibiao doctor --repair" in told.stdout
        assert "不是工作底稿库" in told.stdout
        for command in (["load", inbox], ["findings"]):
            refused = run(*command)
            assert refused.exit_code == 1 and "duibiao doctor" in refused.stderr

        Path("warehouse-workbench.sqlite").unlink()
        assert "已退回到" in run("doctor", "--repair").stdout
        damaged.unlink()
        assert run("doctor").exit_code == 0
        assert run("findings").exit_code == 0
