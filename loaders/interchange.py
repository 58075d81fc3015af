"""The interchange format: JSON in, reports out, and back. Its schema stands in docs/interchange-1.schema.json.

Any extractor may write it. Figures can be passed on without the report's text: the phrases that state them stay.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from loaders.models import FORMAT, WORDS, Extraction, Report
from loaders.readers import LARGEST_FILE

SUFFIX = ".json"
SCHEMA = Path(__file__).parents[1] / "docs" / "interchange-1.schema.json"
MOST_PROBLEMS_NAMED = 3
MOST_SAID = 60  # characters of what stands in the place of the format

# What pydantic finds, in the words of the user; {…} are the error's own details.
PROBLEMS = {
    "missing": "缺少这一项",
    "extra_forbidden": "格式里没有这一项",
    "literal_error": "应为 {expected} 之一",
    "string_type": "应为字符串",
    "int_type": "应为整数",
    "decimal_type": "应为数",
    "decimal_parsing": "应为数",
    "finite_number": "应为有限的数",
    "tuple_type": "应为列表",
    "model_type": "应为对象",
    "date_from_datetime_parsing": "应为 2021-06-10 这样的日期",
    "date_parsing": "应为 2021-06-10 这样的日期",
    "date_type": "应为 2021-06-10 这样的日期",
    "too_short": "至少要有 {min_length} 个",
    "string_too_short": "不能为空",
    "greater_than_equal": "不能小于 {ge}",
    "value_error": "value 与 disclosure 不符：stated 必须有 value，其余不能有",
}


class InterchangeError(ValueError):
    """A file is not in the interchange format; the Chinese message names the file, the place and what is expected."""


def read(path: Path) -> tuple[Report, ...]:
    """The reports of an interchange file. Raises InterchangeError, or OSError where the file cannot be read."""
    name = path.name
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InterchangeError(f"{name}：文件超过 {LARGEST_FILE >> 20} MB，没有读取；请分成几个文件再导入")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InterchangeError(f"{name}：不是 UTF-8 编码的 JSON（第 {error.start + 1} 字节）") from error
    if not text.strip():
        raise InterchangeError(f"{name}：文件是空的")
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InterchangeError(f"{name}：第 {error.lineno} 行第 {error.colno} 列起不是合法的 JSON") from error
    except RecursionError as error:
        raise InterchangeError(f"{name}：JSON 嵌套太深，不是 {FORMAT} 格式") from error
    found = data.get("format") if isinstance(data, dict) else None
    if found != FORMAT:
        said = json.dumps(found, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
        what = "没有这一项" if found is None else f"这里是 {said[:MOST_SAID]}"
        raise InterchangeError(
            f'{name}：$.format 应为 "{FORMAT}"，{what}；本程序只读 duibiao extract --format json 写出的格式'
        )
    try:
        reports = Extraction.model_validate_json(text, strict=True).reports
    except ValidationError as error:
        raise InterchangeError(f"{name}：{_explained(error)}") from error
    if not reports:
        raise InterchangeError(f"{name}：$.reports 是空的，里面没有报告")
    return reports


def write(reports: Iterable[Report], with_text: bool = False) -> str:
    """The interchange JSON of the reports, without their words unless they are asked for. Defaults are left out."""
    left_out = None if with_text else WORDS
    records = [report.model_dump(mode="json", exclude=left_out, exclude_defaults=True) for report in reports]
    return json.dumps({"format": FORMAT, "reports": records}, ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of the format. Passages are left out: they are for finders and are never passed on."""
    model = Extraction.model_json_schema()
    del model["$defs"]["Document"]["properties"]["passages"], model["$defs"]["Passage"]
    model["required"] = ["format", "reports"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model, "title": FORMAT}


def _explained(error: ValidationError) -> str:
    problems = error.errors(include_url=False)
    named = [f"{_json_path(problem)} {_in_chinese(problem)}" for problem in problems[:MOST_PROBLEMS_NAMED]]
    more = len(problems) - len(named)
    return "；".join(named) + (f"；另有 {more} 处" if more else "")


def _json_path(problem: ErrorDetails) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in problem["loc"])


def _in_chinese(problem: ErrorDetails) -> str:
    template = PROBLEMS.get(problem["type"])
    if template is None:
        return problem["msg"]
    details = problem.get("ctx", {})
    return template.format(**{name: str(detail).replace(" or ", "、") for name, detail in details.items()})
