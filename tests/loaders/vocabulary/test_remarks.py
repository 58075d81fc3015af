"""One test for every topic of remarks: its examples are found, its counterexamples are not; what is wrong is named."""

from pathlib import Path

import pytest

from loaders import vocabulary
from loaders.vocabulary import Topic, VocabularyError
from tests.loaders.reading import report

REMARKS = vocabulary.load().remarks
TOPICS = [
    pytest.param(kind, name, topic, id=f"{kind}/{name}")
    for kind, remarks in REMARKS.items()
    for name, topic in remarks.topics.items()
]


@pytest.mark.parametrize(("kind", "name", "topic"), TOPICS)
def test_examples_are_found_and_counterexamples_are_not(kind: str, name: str, topic: Topic) -> None:
    for example in topic.examples:
        assert (kind, name) in {(remark.kind, remark.topic) for remark in report(example).remarks}, example
    for example in topic.counterexamples:
        assert (kind, name) not in {(remark.kind, remark.topic) for remark in report(example).remarks}, example


@pytest.mark.parametrize(("kind", "name", "topic"), TOPICS)
def test_a_topic_has_an_example_and_a_label_of_its_own(kind: str, name: str, topic: Topic) -> None:
    assert topic.examples
    assert [other.label for other in REMARKS[kind].topics.values()].count(topic.label) == 1


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bureau's own folder of wording, in force for one test."""
    monkeypatch.setenv(vocabulary.ADDED, str(tmp_path))
    (tmp_path / "remarks").mkdir()
    vocabulary._load.cache_clear()
    return tmp_path / "remarks"


def test_a_bureau_adds_phrases_and_topics(added: Path) -> None:
    (added / "admitted_problem.toml").write_text(
        '[topics.delay]\nphrases = ["（堤防/涵闸）…拖沓"]\n\n[topics.safety]\nlabel = "安全事故"\nphrases = ["漫堤"]',
        encoding="utf-8",
    )
    found = report("五、存在的问题\n涵闸改造有些拖沓；汛期有一处漫堤。").remarks

    assert [(remark.topic, remark.place.evidence) for remark in found] == [
        ("delay", "涵闸改造有些拖沓"),
        ("safety", "汛期有一处漫堤"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (
            "admitted_problem.toml",
            '[topics.delay]\nphrases = ["（堤防/涵闸…拖沓"]',
            r"topics\.delay\.phrases.*写法不对",
        ),
        ("admitted_problem.toml", '[topics.delay]\nlabel = "别的"', "“label”不能改"),
        ("admitted_problem.toml", '[topics.safety]\nphrases = ["漫堤"]', r"topics\.safety\.label"),
        ("admitted_problem.toml", 'topics = "漫堤"', "“topics”写法不对"),
        ("admitted_problem.toml", '[topics]\ndelay = "漫堤"', "“delay”写法不对"),
        ("rumour.toml", '[topics.safety]\nphrases = ["漫堤"]', "rumour.toml 的名称不对"),
    ],
)
def test_what_a_bureau_writes_wrong_is_named(added: Path, name: str, content: str, reason: str) -> None:
    (added / name).write_text(content, encoding="utf-8")

    with pytest.raises(VocabularyError, match=reason):
        vocabulary.load()
