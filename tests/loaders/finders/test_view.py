"""A view is matched, the text is quoted: every offset survives."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.finders.view import place, view


@given(st.text(alphabet="三公经费（）“” \n\t12.3，,％０９", max_size=60))
def test_every_character_of_a_view_stands_in_the_text(text: str) -> None:
    seen = view(text, 0, len(text))

    assert len(seen.text) == len(seen.offsets)
    assert list(seen.offsets) == sorted(set(seen.offsets))


def test_blanks_inside_words_go_and_between_numbers_stay() -> None:
    text = "基本支\n出 2.85 0.39 万 元"

    assert view(text, 0, len(text)).text == "基本支出2.85 0.39万元"


def test_a_place_takes_in_its_opening_quotation_mark() -> None:
    text = "其中“三公”经费1万元"

    assert place(text, 3, len(text)).evidence == "“三公”经费1万元"
