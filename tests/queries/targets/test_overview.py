from duckdb import DuckDBPyConnection

from tests import factories


def scored(connection: DuckDBPyConnection, report_id: str, score: str | None, **about: object) -> None:
    factories.report(connection, report_id, department=f"{report_id}局", **about)  # type: ignore[arg-type]
    factories.fact(connection, report_id, "expenditure", "actual", "398")
    if score is not None:
        factories.fact(connection, report_id, "self_score", "claimed", score)


def test_every_choice_on_the_page_has_its_row(warehouse: DuckDBPyConnection) -> None:
    scored(warehouse, "a", "100", jurisdiction="湛江市", fiscal_year=2020)
    scored(warehouse, "b", "94", jurisdiction="湛江市", fiscal_year=2021)
    scored(warehouse, "c", None, jurisdiction=None, fiscal_year=2021)
    reports = {
        (row["jurisdiction"], row["fiscal_year"]): row["reports"]
        for row in factories.rows(warehouse, "targets.overview")
    }
    assert reports == {
        ("全部", "全部"): 3, ("全部", "2020"): 1, ("全部", "2021"): 2,
        ("湛江市", "全部"): 2, ("湛江市", "2020"): 1, ("湛江市", "2021"): 1,
        ("未写明", "全部"): 1, ("未写明", "2021"): 1,
    }  # fmt: skip


def test_the_whole_is_counted(warehouse: DuckDBPyConnection) -> None:
    scored(warehouse, "a", "100")
    scored(warehouse, "b", "95")
    scored(warehouse, "c", None, jurisdiction=None)
    total = factories.row(warehouse, "targets.overview", jurisdiction="全部", fiscal_year="全部")
    assert (total["departments"], total["facts"], total["scored"]) == (3, 5, 2)
    assert (total["at_ceiling"], total["at_95_or_more"], total["reports_with_peers"]) == (1, 2, 0)
    assert (total["years_text"], total["jurisdictions_text"]) == ("2020 年度", "1 个地区，另有 1 份未写明")
    assert (total["hits_medium"], total["hits_high"]) == (3, 0)  # nobody says a word of three-public spending


def test_scores_that_are_all_high_are_said_to_say_nothing(warehouse: DuckDBPyConnection) -> None:
    scored(warehouse, "a", "95")
    scored(warehouse, "b", "99.5")
    total = factories.row(warehouse, "targets.overview", jurisdiction="全部", fiscal_year="全部")
    assert total["score_headline"] == "2 份报告写明自评得分，最低 95 分，0 份满分：分数本身分不出高低"
    scored(warehouse, "c", "94.9")
    total = factories.row(warehouse, "targets.overview", jurisdiction="全部", fiscal_year="全部")
    assert total["score_headline"] == "3 份报告写明自评得分：0 份满分，2 份在 95 分及以上"
