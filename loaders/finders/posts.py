"""People by the kind of their posts: which kind is counted, and whether posts or those who hold them."""

import re

from loaders.finders.labels import Label, Token
from loaders.finders.paragraphs import Reading
from loaders.finders.printed import number

COUNTED = frozenset({"staff_quota", "staff_on_post", "staff_retired"})
REACH = 40  # characters
PEOPLE_OF_A_POST = frozenset({"行政人员", "事业人员", "工勤人员", "公务员"})
# 年末实有在职人员58人 | ，其中：行政编制20人 | ，事业编制38人
WHOLE_ON_POST = re.compile(r"(?:在职|在岗|实有|在编)[^,，、;；。:：\d编]{0,6}(?P<number>\d[\d,]*)[名人][,，:(（其中]")
PART_ON_POST = re.compile(r"(?:行政|事业|工勤|参公|政法)[^,，、;；。:：()\d]{0,6}(?P<number>\d+)[名人]")
# 年末在职人员中，行政编制21人
BY_KIND_OF_POST = re.compile(
    r"(?:在职|在岗|实有|在编)[^,，、;；。:：\d编]{0,4}(?:[中里内]|按[^,，]{1,5})[,，:：][^。；;]*$"
)
HEADCOUNTS = frozenset({"实有", "实有人数", "年末实有人数"})
# 实有人数9人。其中：在职人员5人，离休0人，退休4人   实有人数52人，含在职33人、退休19人
PARTS = re.compile(r"(?:[。，,;；(（]?其中[:：]?|[,，](?:含|包括|包含)|[:(])(?P<parts>[^。]*)")


def add_up(reading: Reading, token: Token) -> bool:
    """Whether the people of the clause before, kind by kind, are as many as a number says."""
    counted = [int(found["number"]) for found in PART_ON_POST.finditer(reading.clause_before(token.start))]
    return len(counted) > 1 and token.text.isdigit() and sum(counted) == int(token.text)


def of_a_post(reading: Reading, run: list[Token], label: Label) -> str:
    """行政编制22名，年末行政人员21人; 行政编制20名、行政人员19人: people beside the posts of their kind are on post.

    编制60名，其中行政人员20名 divides the posts.
    """
    if reading.count != "staff_quota" or not any(word.text in PEOPLE_OF_A_POST for word in run):
        return reading.count
    is_of_the_year_end = any(word.says("closing") for word in run)
    is_beside = label.breakdown == reading.post and not any(word.text == "其中" for word in run)
    return "staff_on_post" if is_of_the_year_end or is_beside else reading.count


def are_there(run: list[Token]) -> bool:
    """现有行政人员, 年末在岗公务员: people, and there."""
    is_there = any(word.text in ("现有", "实有") or word.says("closing") for word in run)
    return is_there and any(word.text in PEOPLE_OF_A_POST for word in run)


def divides_those_on_post(reading: Reading, token: Token) -> bool:
    """年末在职58人，其中：行政编制20人，事业编制38人: the kinds of post of those on post, as the sum shows."""
    sentence = re.split("[。；;]", reading.view.text[: token.start])[-1]
    whole = WHOLE_ON_POST.search(sentence)
    if not whole:
        return BY_KIND_OF_POST.search(sentence) is not None
    begin = token.start - len(sentence) + whole.end()
    rest = re.split("[。；;]", reading.view.text[begin:])[0]
    return sum(int(part["number"]) for part in PART_ON_POST.finditer(rest)) == number(whole["number"])


def _are_told_apart(reading: Reading, token: Token) -> bool:
    """行政编制64名，实有61人；事业编制48名，实有45人: beside one kind of post alone, 实有 is everybody."""
    before = re.split("[。\n]", reading.view.text[max(0, token.start - 2 * REACH) : token.start])[-1]
    after = re.split("[。\n]", reading.view.text[token.end : token.end + 2 * REACH])[0]
    posts = reading.background.vocabulary.words.posts
    return any(word in before + after for post, words in posts.items() if post != reading.post for word in words)


def breakdown(reading: Reading, measure: str, token: Token, run: list[Token], label: Label) -> str:
    words = {token.text for token in run}
    if measure == "staff_retired":
        return min(pensions(reading, run), key=("veteran_retired", "retired", "").index)
    if measure == "staff_on_post" and not label.breakdown:
        is_established = any(token.text.startswith(("在编", "实有在编")) for token in run)
        is_of_the_post = bool(words & (HEADCOUNTS | {"在职", "在岗"})) and _are_told_apart(reading, token)
        if is_established and reading.post and _are_told_apart(reading, token):
            return reading.post  # 行政编制38名，在编35人；事业编制42名，在编39人
        if any(token.text.endswith(("民警", "干警")) for token in run) and _are_told_apart(reading, token):
            return "administrative"  # 实有民警271名，事业人员22名，工勤7名
        return "established" if is_established else reading.post if is_of_the_post else ""
    return label.breakdown if measure in COUNTED else ""


def pensions(reading: Reading, run: list[Token]) -> set[str]:
    """离休 and 退休 are two parts where a text tells them apart."""
    found = {"veteran_retired" for token in run if token.text.startswith("离休")}
    if any(token.text.startswith("退休") for token in run) and re.search(r"(?<!退)离休", reading.view.text):
        found.add("retired")
    return found or {""}


def includes_retired(reading: Reading, run: list[Token], token: Token) -> bool:
    if not any(word.text in HEADCOUNTS for word in run):
        return False
    found = PARTS.match(reading.view.text, token.end)
    return found is not None and "在职" in found["parts"] and "退休" in found["parts"]


def word_of_post(run: list[Token]) -> str:
    """公务员 of 年末在岗公务员: the word that names the kind of post."""
    return next((word.text for word in run if word.word.post), "")


def is_beside_posts(reading: Reading, label: Label) -> bool:
    """…等3家事业单位事业编制27名，实有事业人员25人: people beside posts that were read are read too."""
    is_of_the_post = label.breakdown in ("", reading.post) and label.measures in ((), ("staff_on_post",))
    return (
        bool(reading.post)
        and reading.count == "staff_quota"
        and is_of_the_post
        and bool(label.measures or label.breakdown)
    )
