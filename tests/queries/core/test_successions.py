from duckdb import DuckDBPyConnection

from tests import factories


def steps(warehouse: DuckDBPyConnection) -> dict[str, list[str]]:
    """What each department became, in order."""
    query = """
        select split_part(department_id, ' ', 2), list(later_department order by steps)
        from core.successions group by department_id
    """
    return dict(warehouse.execute(query).fetchall())


def test_three_steps_lead_to_the_last_through_other_names_too(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "农机局", last_year=2016, successor="农业局")
    factories.body(warehouse, "农业局", first_year=2017, last_year=2018, successor="农业和农村局")
    factories.body(
        warehouse, "农业农村局", first_year=2019, last_year=2020, aliases=["农业和农村局"], successor="农村局"
    )
    factories.body(warehouse, "农村局", first_year=2021)
    assert steps(warehouse) == {
        "农机局": ["农业局", "农业农村局", "农村局"],
        "农业局": ["农业农村局", "农村局"],
        "农业农村局": ["农村局"],
    }
    rows = factories.rows(warehouse, "core.successions", is_last=True)
    assert {(row["later_department"], row["fiscal_year"]) for row in rows} == {("农村局", 2021)}


def test_a_circle_ends_before_it_leads_back(warehouse: DuckDBPyConnection) -> None:
    for name, successor in (("甲局", "乙局"), ("乙局", "丙局"), ("丙局", "甲局"), ("丁局", "甲局"), ("戊局", "戊局")):
        factories.body(warehouse, name, successor=successor)
    assert steps(warehouse) == {
        "甲局": ["乙局", "丙局"],
        "乙局": ["丙局", "甲局"],
        "丙局": ["甲局", "乙局"],
        "丁局": ["甲局", "乙局", "丙局"],
        "戊局": ["戊局"],
    }


def test_brackets_of_either_width_are_the_same(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "旅游局", successor="文旅局（文物局）")
    later = factories.body(warehouse, "文旅局(文物局)")
    assert factories.row(warehouse, "core.successions")["later_department_id"] == later


def test_of_two_of_one_name_it_is_the_one_of_the_year_after(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "旅游局", last_year=2019, successor="文旅局")
    factories.body(warehouse, "文化局", last_year=2018, aliases=["文旅局"])
    later = factories.body(warehouse, "文体局", first_year=2020, aliases=["文旅局"])
    assert factories.row(warehouse, "core.successions")["later_department_id"] == later


def test_a_successor_outside_the_roster_or_in_another_place_is_a_name_only(warehouse: DuckDBPyConnection) -> None:
    factories.body(warehouse, "旅游局", successor="文旅局")
    factories.body(warehouse, "文旅局", jurisdiction="440900", jurisdiction_name="广东省茂名市")
    found = factories.row(warehouse, "core.successions")
    assert (found["later_department_id"], found["later_department"], found["is_last"]) == (None, "文旅局", True)
