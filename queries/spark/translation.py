"""A view's select statement as DuckDB takes it → the same for Spark SQL, and what in a view Spark would not take.

sqlglot translates; where the same words would mean something else in Spark, a rewrite stands here under a specimen.
"""

from collections.abc import Callable, Iterator
from typing import Any

import sqlglot
from sqlglot import exp

from queries import RANKS, View

# What gives the same in both, as the tests try; the names are sqlglot's: list() is array_agg.
FUNCTIONS = frozenset({
    "abs", "and", "arg_max", "arg_min", "array", "array_agg", "array_append", "array_concat", "array_contains",
    "array_distinct", "array_overlaps", "array_size", "array_sort", "array_to_string", "avg", "case", "cast", "chr",
    "coalesce", "concat", "concat_ws", "contains", "corr", "count", "date_from_parts", "datediff", "dense_rank",
    "ends_with", "exp", "explode", "first_value", "flatten", "floor", "greatest", "group_concat", "if", "lag",
    "last_day", "lead", "least", "left", "length", "levenshtein", "list_position", "ln", "log", "logical_and",
    "logical_or", "lower", "max", "median", "min", "nullif", "or", "percentile_cont", "power", "rank",
    "regexp_extract", "regexp_like", "regexp_replace", "regexp_split", "replace", "round", "row_number", "sign",
    "split_part", "sqrt", "starts_with", "stddev_pop", "stddev_samp", "strlen", "substring", "sum", "time_to_str",
    "trim", "try_cast", "upper", "variance", "variance_pop",
})  # fmt: skip
SEPARATOR = "__"  # between schema and name: a temporary view of Spark has no schema


def table(name: str) -> str:
    """What a table or view is called in Spark: core.figures is core__figures."""
    return name.replace(".", SEPARATOR)


def translated(view: View) -> str:
    """The view's body in Spark SQL, over temporary views named by `table`."""
    return spark_sql(view.body)


def spark_sql(body: str) -> str:
    """A statement of DuckDB's in Spark SQL."""
    tree = sqlglot.parse_one(body, read="duckdb")
    for kind, rewrite in REWRITES:
        for node in reversed(list(tree.find_all(kind))):  # the innermost first: what is copied has been rewritten
            node.replace(rewrite(node))
    return tree.sql(dialect="spark")


def obstacles(body: str) -> Iterator[str]:
    """A line on each thing in a statement outside the portable subset, which is what both engines mean the same by."""
    tree = sqlglot.parse_one(body, read="duckdb")
    if "len" in {token.text.lower() for token in sqlglot.tokenize(body, read="duckdb")}:
        yield "len() is of a text or of a list: write length() or array_length()"
    for call in tree.find_all(exp.Func):
        name = (call.name if isinstance(call, exp.Anonymous) else call.sql_name()).lower()
        if name not in FUNCTIONS:
            yield f"{name}() was not tried in Spark"
    for pivot in tree.find_all(exp.Pivot):
        yield f"{pivot.sql('duckdb')}: write max(…) filter (where …)"
    for element in tree.find_all(exp.Bracket):
        if element.find(exp.Slice, exp.Neg):
            yield f"{element.sql('duckdb')}: no slice, and nothing counted from the end"
    for told in tree.find_all(exp.GroupConcat):
        if not told.find(exp.Order):
            yield f"{told.sql('duckdb')}: in which order?"
    for listed in tree.find_all(exp.ArrayAgg):
        if listed.find(exp.Order):
            yield f"{listed.sql('duckdb')}: its order gets lost; sort the list"
    for replaced in tree.find_all(exp.RegexpReplace):
        if not (replaced.args.get("modifiers") or _is_anchored(replaced.expression)):
            yield f"{replaced.sql('duckdb')}: Spark replaces all of them; anchor the pattern or say 'g'"
    for values in tree.find_all(exp.Values):
        if values.find(exp.Column):
            yield f"{values.sql('duckdb')}: its rows may not name columns; unnest a list"
    for select in tree.find_all(exp.Select):
        unnested = sum(bool(column.find(exp.Explode)) for column in select.expressions)
        if unnested > 1:
            yield f"{select.sql('duckdb')}: of two unnest() Spark gives every combination"
        if unnested and any(column.find(exp.Window) for column in select.expressions):
            yield f"{select.sql('duckdb')}: over the rows before unnest(), or behind it: make two steps"


def _is_anchored(pattern: exp.Expr) -> bool:
    """'^…' and '…$' are found once at most."""
    return pattern.is_string and (pattern.name.startswith("^") or pattern.name.endswith("$"))


def _named(node: exp.Table) -> exp.Expr:
    """from core.figures → from core__figures as figures"""
    if node.db in RANKS:
        node.set("alias", node.args.get("alias") or exp.TableAlias(this=exp.to_identifier(node.name)))
        node.set("this", exp.to_identifier(table(f"{node.db}.{node.name}")))
        node.set("db", None)
    return node


def _quotient(node: exp.Div) -> exp.Expr:
    """budget / actual → a DOUBLE, as of any two numbers in DuckDB; of two decimals Spark makes a decimal"""
    return exp.Div(this=_double(node.this), expression=_double(node.expression))


def _mean(node: exp.Avg) -> exp.Expr:
    """avg(points) → a DOUBLE too"""
    return exp.Avg(this=_double(node.this))


def _double(number: exp.Expr) -> exp.Expr:
    return exp.cast(number.copy(), "double")


def _decimal(node: exp.Cast) -> exp.Expr:
    """cast(1.005 as decimal(18, 2)) of a double → 1.00, the number that it is; Spark takes what is printed, and 1.01"""
    if isinstance(node, exp.TryCast) or not node.to.is_type("decimal") or node.this.is_string:
        return node
    digits = int(node.to.expressions[1].name)
    shifted = _sql("cast(round(value * {shift}) as decimal(28, 0)) * {unit}", value=node.this, **_shift(digits))
    return _if_double(node.this, exp.cast(shifted, node.to), node)


def _rounded(node: exp.Round) -> exp.Expr:
    """round(0.285, 2) of a double → 0.28, likewise"""
    digits = int(node.args["decimals"].name) if node.args.get("decimals") else 0
    if digits == 0:
        return node
    rounded = _sql("round(value * {shift}) / {shift}", value=node.this, **_shift(digits))
    return _if_double(node.this, rounded, node)


def _shift(digits: int) -> dict[str, str]:
    return {"shift": f"1E{digits}D", "unit": f"cast('1E-{digits}' as decimal({digits + 1}, {digits}))"}


def _if_double(value: exp.Expr, yes: exp.Expr, no: exp.Expr) -> exp.Expr:
    """Spark knows a type before the first row, and keeps one of the two."""
    return _sql("if(typeof(value) = 'double', yes, no)", value=value, yes=yes, no=no)


def _listed(node: exp.Filter | exp.ArrayAgg) -> exp.Expr:
    """list(fact_id) filter (where is_hit) → null where there is no such row, and null among its elements"""
    if isinstance(node.parent, exp.Filter) or not isinstance(node.find(exp.ArrayAgg), exp.ArrayAgg):
        return node
    return exp.Nullif(this=exp.RespectNulls(this=node.copy()), expression=exp.Array())


def _distinct_words(node: exp.GroupConcat) -> exp.Expr:
    """string_agg(distinct label, '、' order by label), which Spark 4.3 fails at beside another distinct"""
    distinct = node.this.find(exp.Distinct)
    if distinct is None:
        return node
    (words,) = distinct.expressions
    return _sql(
        "nullif(array_join(array_sort(collect_set(words)), mark), '')", words=words, mark=node.args["separator"]
    )


def _joined(node: exp.ArrayConcat) -> exp.Expr:
    """list_concat(null, fact_ids) → fact_ids"""
    lists = [_sql("coalesce(list, array())", list=one) for one in (node.this, *node.expressions)]
    return exp.ArrayConcat(this=lists[0], expressions=lists[1:])


def _without_nulls(node: exp.Flatten | exp.ArrayDistinct) -> exp.Expr:
    """flatten([['a'], null]) → ['a'], list_distinct(['a', null]) → ['a']"""
    return type(node)(this=_sql("array_compact(list)", list=node.this))


def _element(node: exp.Bracket) -> exp.Expr:
    """fact_ids[1] → null where there is none; sqlglot counts a number written down from 0, as Spark's get() does"""
    (index,) = node.expressions
    return _sql("get(list, index)" if index.is_int else "get(list, index - 1)", list=node.this, index=index)


def _position(node: exp.Anonymous) -> exp.Expr:
    """list_position(['a'], 'b') → null; strlen('中') → 3 bytes"""
    if node.name.lower() == "list_position":
        return _sql("nullif(array_position(list, word), 0)", list=node.expressions[0], word=node.expressions[1])
    if node.name.lower() == "strlen":
        return _sql("octet_length(word)", word=node.expressions[0])
    return node


def _distance(node: exp.Levenshtein) -> exp.Expr:
    """levenshtein('市', '县') → of bytes: a byte is made a character"""
    one, other = (_sql("decode(encode(word, 'utf-8'), 'iso-8859-1')", word=w) for w in (node.this, node.expression))
    return exp.Levenshtein(this=one, expression=other)


def _overlap(node: exp.ArrayOverlaps) -> exp.Expr:
    """list_has_any(fact_ids, others), which sqlglot writes as &&"""
    return _sql("arrays_overlap(list, other)", list=node.this, other=node.expression)


def _quantiles(node: exp.PercentileCont) -> exp.Expr:
    """quantile_cont(value, [0.25, 0.5])"""
    return _sql("percentile(value, shares)", value=node.this, shares=node.expression)


def _sql(pattern: str, **parts: Any) -> exp.Expr:
    """An expression of Spark's with others in the place of names."""
    words = {name: part for name, part in parts.items() if isinstance(part, str)}
    tree = sqlglot.parse_one(pattern.format(**words), read="spark")
    for column in list(tree.find_all(exp.Column)):
        if column.name in parts:
            part = parts[column.name].copy()
            column.replace(exp.paren(part) if isinstance(part, exp.Binary) else part)
    return tree


REWRITES: tuple[tuple[Any, Callable[[Any], exp.Expr]], ...] = (
    (exp.Table, _named),
    (exp.Bracket, _element),
    (exp.Anonymous, _position),
    (exp.ArrayConcat, _joined),
    ((exp.Filter, exp.ArrayAgg), _listed),
    ((exp.Flatten, exp.ArrayDistinct), _without_nulls),
    (exp.GroupConcat, _distinct_words),
    (exp.ArrayOverlaps, _overlap),
    (exp.Levenshtein, _distance),
    (exp.PercentileCont, _quantiles),
    (exp.Avg, _mean),
    (exp.Div, _quotient),
    (exp.Cast, _decimal),
    (exp.Round, _rounded),
)
