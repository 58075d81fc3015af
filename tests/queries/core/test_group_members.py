from duckdb import DuckDBPyConnection

from tests import factories


def members(warehouse: DuckDBPyConnection, grouping: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in factories.rows(warehouse, "core.group_members", grouping=grouping):
        found.setdefault(row["group_key"], []).append(row["department_id"].split()[1])
    return {key: sorted(names) for key, names in found.items()}


def test_a_department_with_two_reports_is_one_member(warehouse: DuckDBPyConnection) -> None:
    factories.departments(warehouse, [{}, {}])
    factories.report(warehouse, "again", department="0局", kind="final_accounts")
    assert members(warehouse, "jurisdiction") == {"广东省湛江市 2020年度": ["0局", "1局"]}


def test_the_nearest_to_a_department_do_not_include_it(warehouse: DuckDBPyConnection) -> None:
    figures = {"staff_on_post.actual": "40", "expenditure.actual": "90", "project_expenditure.actual": "9"}
    factories.departments(warehouse, [figures, figures, figures])
    factories.report(warehouse, "again", department="0局", kind="final_accounts")
    assert members(warehouse, "nearest")["广东省湛江市 2020年度，与0局最相近"] == ["1局", "2局"]
