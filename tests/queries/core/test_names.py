from duckdb import DuckDBPyConnection

from tests import factories


def names(connection: DuckDBPyConnection, department_id: str) -> dict[str, tuple[str, str]]:
    query = "select name, kind, years from core.names where department_id = $1"
    return {name: (kind, years) for name, kind, years in connection.execute(query, [department_id]).fetchall()}


def test_a_department_is_known_by_its_name_its_short_names_and_what_its_reports_say(
    warehouse: DuckDBPyConnection,
) -> None:
    body = factories.body(warehouse, "市教育局", aliases=["教育局", "教委"], first_year=2019)
    factories.report(warehouse, "r1", department="市教育局", fiscal_year=2020)
    warehouse.execute("update raw.reports set department = '湛江市教育局（本级）'")
    assert names(warehouse, body) == {
        "市教育局": ("现名", "2019年起"),
        "教育局": ("简称", "2019年起"),
        "教委": ("简称", "2019年起"),
        "湛江市教育局（本级）": ("报告自称", "2020年"),
    }


def test_an_earlier_name_leads_to_the_department_of_today_as_well(warehouse: DuckDBPyConnection) -> None:
    old = factories.body(warehouse, "文化局", last_year=2018, successor="文化广电旅游体育局")
    new = factories.body(warehouse, "文化广电旅游体育局", first_year=2019)
    factories.body(warehouse, "文化广电旅游体育局", jurisdiction="430611", jurisdiction_name="君山区")
    assert names(warehouse, old) == {"文化局": ("曾用名", "至2018年")}
    assert names(warehouse, new) == {"文化广电旅游体育局": ("现名", "2019年起"), "文化局": ("曾用名", "至2018年")}
    assert names(warehouse, "君山区 文化广电旅游体育局") == {"文化广电旅游体育局": ("现名", "")}


def test_the_earliest_of_three_names_leads_to_the_last(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "农机局", last_year=2016, successor="农业局")
    factories.body(warehouse, "农业局", first_year=2017, last_year=2018, successor="农业和农村局")
    last = factories.body(warehouse, "农业农村局", first_year=2019, aliases=["农业和农村局"])
    assert names(warehouse, last) == {
        "农业农村局": ("现名", "2019年起"),
        "农业和农村局": ("简称", "2019年起"),
        "农业局": ("曾用名", "2017—2018年"),
        "农机局": ("曾用名", "至2016年"),
    }


def test_a_department_outside_the_roster_has_the_name_of_its_reports(warehouse: DuckDBPyConnection) -> None:
    factories.report(warehouse, "r1", department="市水务局", fiscal_year=2020)
    factories.report(warehouse, "r2", department="市水务局", fiscal_year=2021)
    factories.report(warehouse, "r3", department=None)
    query = "select name, kind, department, jurisdiction, reports, fiscal_year from core.names"
    assert warehouse.execute(query).fetchall() == [("市水务局", "现名", "市水务局", "广东省湛江市", 2, 2021)]
