"""Facts by the hundred million, for benches: counts and a seed come in, one Parquet file for each raw.* table goes out.

No documents are written: DuckDB counts, and draws every number from a hash of the seed and of what the number belongs
to, so that the same seed gives the same rows. Most identities balance; some departments wrote nothing, some figures
are blank, reported elsewhere, silent, printed twice more coarsely, or contradicted.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

FIRST_YEAR = 2010
FIRST_CODE = 100000  # of the jurisdictions, which exist nowhere
MEMORY = "6GB"
BODIES = (
    "教育",
    "财政",
    "民政",
    "水利",
    "农业",
    "林业",
    "交通",
    "住房",
    "文化",
    "体育",
    "卫生",
    "环保",
    "统计",
    "审计",
    "司法",
    "气象",
    "档案",
    "商务",
    "科技",
    "旅游",
    "人防",
    "市政",
)
FORMS = ("局", "服务中心", "执法大队", "研究所", "管理处")


@dataclass(frozen=True)
class Figure:
    """What every report states: `hundredths` is an expression over the numbers of its report."""

    measure: str
    stage: str
    phrase: str
    hundredths: str
    unit: str = "万元"
    decimals: int = 2
    breakdown: str = ""
    year_offset: int = 0


def _rate(part: str, whole: str) -> str:
    """A claimed rate as printed; of one report in twenty it is another."""
    return f"cast(round(10000.0 * ({part}) / nullif({whole}, 0)) as bigint) + case when error = 3 then 700 else 0 end"


FIGURES = (
    Figure("expenditure", "actual", "支出决算", "actual"),
    Figure("expenditure", "budget", "年初支出预算", "budget"),
    Figure("expenditure", "adjusted_budget", "调整预算", "adjusted"),
    Figure("revenue", "actual", "收入决算", "revenue"),
    Figure("basic_expenditure", "actual", "基本支出", "basic"),
    Figure("project_expenditure", "actual", "项目支出", "actual - basic + case when error = 1 then 1000 else 0 end"),
    Figure("carryover", "opening", "年初结转结余", "opening"),
    Figure("carryover", "closing", "年末结转结余", "closing + case when error = 2 then 2500 else 0 end"),
    Figure("three_public", "budget", "“三公”经费预算", "three_public_budget"),
    Figure("three_public", "actual", "“三公”经费决算", "three_public"),
    Figure("overseas_travel", "actual", "因公出国（境）费", "overseas"),
    Figure("vehicle", "actual", "公务用车购置及运行维护费", "vehicle"),
    Figure("official_reception", "actual", "公务接待费", "three_public - overseas - vehicle"),
    Figure("budget_execution_rate", "claimed", "预算执行率", _rate("actual", "adjusted"), "%"),
    Figure("self_score", "claimed", "自评得分", "score", "分"),
    Figure("self_grade", "claimed", "自评等级", "score", ""),
    Figure("budget_completion_rate", "claimed", "预算完成率", _rate("actual", "budget"), "%"),
    Figure(
        "three_public_control_rate", "claimed", "“三公”经费控制率", _rate("three_public", "three_public_budget"), "%"
    ),
    Figure("three_public", "actual", "上年“三公”经费决算", "three_public * 11 // 10", year_offset=-1),
    Figure("staff_quota", "actual", "编制人数", "100 * quota", "人", 0),
    Figure("staff_on_post", "actual", "在职人数", "100 * (quota - quota // 12)", "人", 0),
    Figure("procurement", "budget", "政府采购预算", "actual // 9"),
    Figure("procurement", "actual", "政府采购决算", "actual // 10"),
    Figure("procurement_execution_rate", "claimed", "政府采购执行率", _rate("actual // 10", "actual // 9"), "%"),
    Figure("fixed_assets", "actual", "固定资产", "2 * actual"),
    Figure("fixed_assets", "actual", "其中在用固定资产", "2 * actual - actual // 20", breakdown="in_use"),
    Figure("operating_expenditure", "actual", "公用支出", "basic // 4"),
    Figure("personnel_expenditure", "actual", "人员支出", "basic - basic // 4"),
    Figure("basic_expenditure", "budget", "基本支出预算", "basic * 21 // 20"),
    Figure("project_expenditure", "budget", "项目支出预算", "(actual - basic) * 23 // 20"),
    Figure(
        "fixed_assets_utilisation_rate",
        "claimed",
        "固定资产利用率",
        _rate("2 * actual - actual // 20", "2 * actual"),
        "%",
    ),
    Figure("meeting_expense", "actual", "会议费", "actual // 400"),
    Figure("training_expense", "actual", "培训费", "actual // 300"),
    Figure("vehicle_count", "actual", "公务用车保有量", "100 * (quota // 20)", "辆", 0),
)
MOST_MEASURES = len(FIGURES)

NUMBERS = """
create table numbers as
with
departments as (
    select
        jurisdiction,
        department,
        hash($seed, jurisdiction, department) as luck,
        cast($first_code + jurisdiction as varchar) as code,
        printf('样本省第%04d县', jurisdiction) as jurisdiction_name,
        bodies[1 + department // len(forms) % len(bodies)] || forms[1 + department % len(forms)]
        || case when department < len(bodies) * len(forms) then '' else cast(department as varchar) end as name,
        10000 + cast(exp(luck % 1000 / 150.0) * 10000 as bigint) as size
    from range($jurisdictions) as places (jurisdiction)
    cross join range($departments) as bodies_there (department)
    cross join (select $bodies as bodies, $forms as forms) as words
),

drawn as (
    select
        *,
        $first_year + cast(year as integer) as fiscal_year,
        hash(luck, year) as fortune,
        hash(luck, year, 1) as second,
        hash(luck, year, 2) as third
    from departments
    cross join range($years) as years (year)
),

spent as (
    select
        *,
        size * (80 + cast(fortune % 40 as bigint)) // 100 as actual,
        cast(fortune // 64 % 20 as bigint) as error
    from drawn
    where fortune // 4096 % 100 >= 2
),

numbers as (
    select
        jurisdiction,
        department,
        fiscal_year,
        code,
        jurisdiction_name,
        name,
        printf('%s-%03d', code, department) as department_id,
        format('{:016x}', fortune) as report_id,
        fortune,
        error,
        actual,
        actual * (85 + cast(second % 20 as bigint)) // 100 as budget,
        actual * (101 + cast(second // 32 % 12 as bigint)) // 100 as adjusted,
        actual * (50 + cast(second // 512 % 30 as bigint)) // 100 as basic,
        actual // (8 + cast(second // 16384 % 8 as bigint)) as opening,
        actual // (9 + cast(second // 131072 % 8 as bigint)) as closing,
        actual + closing - opening as revenue,
        actual // 90 as three_public,
        actual * (95 + cast(third % 30 as bigint)) // 9000 as three_public_budget,
        case when third // 64 % 10 = 0 then actual // 900 else 0 end as overseas,
        actual // 150 as vehicle,
        9000 + cast(third // 1024 % 1001 as bigint) as score,
        10 + cast(third // 4194304 % 200 as bigint) as quota
    from spent
)

select * from numbers
order by jurisdiction, department, fiscal_year
"""

REPORTS = """
select
    report_id,
    1 as version,
    source,
    sha256(source) as origin,
    report_id as record_digest,
    '' as text_digest,
    '' as document_digest,
    case when error = 4 then 'final_accounts' else 'self_evaluation' end as kind,
    name as department,
    jurisdiction_name as jurisdiction,
    fiscal_year,
    '' as scope,
    make_date(fiscal_year + 1, 4, 1 + cast(fortune % 28 as integer)) as filed_on,
    timestamp '2026-11-21 08:00:00' as loaded_at
from (select *, code || '/' || name || fiscal_year || '.txt' as source from numbers) as named
"""

IDENTITIES = """
select
    report_id,
    case when error <> 5 or fortune % 8 > 0 then department_id end as department_id,
    name as department,
    jurisdiction_name as jurisdiction,
    fiscal_year,
    '' as scope,
    department_id is not null as is_resolved,
    case when is_resolved then '' else '名册里没有“' || name || '”' end as reason,
    cast(null as varchar) as settled_by
from (select * replace (case when error <> 5 or fortune % 8 > 0 then department_id end as department_id) from numbers)
    as known
"""

ROSTER = """
select
    department_id,
    name as department,
    cast([] as varchar[]) as aliases,
    code as jurisdiction,
    jurisdiction_name,
    '' as function,
    '' as level,
    '' as parent,
    cast(null as integer) as first_year,
    cast(null as integer) as last_year,
    '' as successor,
    'scale' as origin
from numbers
group by all
order by department_id
"""

# Each report's figures as a list in their order: what is stated twice comes twice, what it is silent about not at all.
FACTS = """
with
stated as (
    select
        report_id,
        fortune,
        error,
        fiscal_year as report_year,
        unnest([{figures}]) as stated
    from numbers
),

numbered as (
    select
        report_id,
        report_year,
        error,
        stated.figure as figure,
        stated.print as print,
        hash(fortune, stated.figure) as luck,
        format('{{:016x}}', hash(fortune, stated.figure, stated.print)) as fact_id,
        case when stated.print = 2 then stated.hundredths // 100 * 100 else stated.hundredths end as hundredths
    from stated
    where stated is not null
),

joined as (
    select
        numbered.report_id,
        numbered.fact_id,
        numbered.report_year + figures.year_offset as fiscal_year,
        figures.measure,
        figures.breakdown,
        figures.stage,
        figures.unit,
        case
            when figures.measure in ('three_public', 'overseas_travel', 'vehicle') and numbered.error = 6
                then 'reported_elsewhere'
            when numbered.luck % 64 = 0 then 'blank'
            else 'stated'
        end as disclosure,
        case when numbered.print = 2 then 0 else figures.decimals end as digits,
        numbered.hundredths
    from numbered
    inner join figures on numbered.figure = figures.figure
    where numbered.luck // 64 % 128 > 0 or numbered.print > 1
)

select
    report_id,
    1 as version,
    fact_id,
    cast(fiscal_year as integer) as fiscal_year,
    measure,
    breakdown,
    stage,
    case when disclosure = 'stated' and measure <> 'self_grade' then cast(hundredths / 100.0 as decimal(28, 8)) end
        as value,
    case when disclosure = 'stated' and measure <> 'self_grade' then digits end as decimals,
    case
        when disclosure <> 'stated' then null
        when measure = 'self_grade' then case when hundredths >= 9500 then '优' else '良' end
        when digits = 0 then cast(hundredths // 100 as varchar)
        else cast(cast(hundredths / 100.0 as decimal(18, 2)) as varchar)
    end as value_text,
    case when disclosure = 'stated' then unit else '' end as unit,
    disclosure,
    case when disclosure = 'reported_elsewhere' then '机关事务管理局' else '' end as reported_by,
    cast(null as varchar) as formula,
    cast(null as decimal(28, 8)) as formula_low,
    cast(null as decimal(28, 8)) as formula_high,
    'certain' as confidence,
    '' as doubt,
    cast(null as double) as recognition
from joined
"""

PLACES = """
select
    facts.report_id,
    facts.version,
    facts.fact_id,
    1 as place,
    40 * figures.figure as start_offset,
    40 * figures.figure + length(figures.phrase) + coalesce(length(facts.value_text || facts.unit), 2) as end_offset,
    figures.phrase || coalesce(facts.value_text || facts.unit, '：—') as evidence,
    cast(null as integer) as page,
    figures.figure as paragraph,
    cast(null as integer) as table_number,
    cast(null as integer) as row_number,
    cast(null as integer) as column_number
from read_parquet($facts) as facts
inner join
    (
        select measure, breakdown, stage, min(figure) as figure, arg_min(phrase, figure) as phrase
        from figures
        group by measure, breakdown, stage
    ) as figures
    on
        facts.measure = figures.measure and facts.breakdown = figures.breakdown and facts.stage = figures.stage
"""


def write(folder: Path, *, jurisdictions: int, departments: int, years: int, measures: int, seed: int) -> int:
    """Write the files, named for their tables; gives the number of facts. Raises ValueError for too many measures."""
    if not 1 <= measures <= MOST_MEASURES:
        raise ValueError(f"measures: 1 to {MOST_MEASURES}, not {measures}")
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder / "temporary")}) as connection:
        # The facts go past the few figures, and not the figures past the facts, so that they stay in their order.
        connection.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")
        _note_figures(connection, FIGURES[:measures])
        connection.execute(
            NUMBERS,
            {
                "seed": seed,
                "jurisdictions": jurisdictions,
                "departments": departments,
                "years": years,
                "first_year": FIRST_YEAR,
                "first_code": FIRST_CODE,
                "bodies": list(BODIES),
                "forms": list(FORMS),
            },
        )
        for table, query in (("reports", REPORTS), ("identities", IDENTITIES), ("roster", ROSTER)):
            _copy(connection, query, folder / f"{table}.parquet")
        facts = _copy(connection, FACTS.format(figures=_listed(measures)), folder / "facts.parquet")
        _copy(connection, PLACES, folder / "places.parquet", facts=str(folder / "facts.parquet"))
    return facts


def _note_figures(connection: DuckDBPyConnection, figures: tuple[Figure, ...]) -> None:
    connection.execute(
        """
        create table figures (
            figure integer, measure varchar, breakdown varchar, stage varchar, phrase varchar, unit varchar,
            decimals integer, year_offset integer
        )
        """
    )
    for number, figure in enumerate(figures, start=1):
        row = [number, figure.measure, figure.breakdown, figure.stage, figure.phrase, figure.unit, figure.decimals]
        connection.execute("insert into figures values (?, ?, ?, ?, ?, ?, ?, ?)", [*row, figure.year_offset])


def _listed(measures: int) -> str:
    """The elements of a report's list: its figures by measure, each with what is printed again of it."""
    elements = []
    for number, figure in sorted(enumerate(FIGURES[:measures], start=1), key=lambda item: item[1].measure):
        again = {1: (2, "error = 7"), 4: (3, "error = 8")}.get(number)  # more coarsely; with another value
        elements.append(f"{{'figure': {number}, 'print': 1, 'hundredths': {figure.hundredths}}}")
        if again:
            print_number, condition = again
            hundredths = f"({figure.hundredths}) + {1700 if print_number == 3 else 0}"
            elements.append(
                f"case when {condition}"
                f" then {{'figure': {number}, 'print': {print_number}, 'hundredths': {hundredths}}} end"
            )
    return ", ".join(elements)


def _copy(connection: DuckDBPyConnection, query: str, path: Path, **parameters: str) -> int:
    ((rows,),) = connection.execute(
        f"copy ({query}) to '{str(path).replace(chr(39), chr(39) * 2)}' (format parquet)", parameters or None
    ).fetchall()
    return int(rows)
