"""What a candidate states is declared once: every field has one statement, every column one statement and its hint."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.app.foundation import renderer
from bot.engine.message import Button
from domain.registration import COLUMNS, STATEMENTS, Column, Field, columns
from tests.languages import LANGUAGES
from tests.registration.examples import particulars


def test_every_field_is_one_statement() -> None:
    fields = [statement.field for statement in STATEMENTS if statement.field is not None]
    assert sorted(fields) == sorted(Field)
    assert fields == [field for field in Field if field in fields]


def test_every_column_belongs_to_one_statement() -> None:
    declared = {column for column in vars(columns).values() if isinstance(column, Column)}
    assert declared <= set(COLUMNS)
    assert max(Counter(COLUMNS).values()) == 1
    headings = Counter(heading for column in COLUMNS for heading in (column.heading, *column.also))
    assert [heading for heading, times in headings.items() if times > 1] == []


def test_what_is_stated_is_found_in_the_particulars() -> None:
    for statement in STATEMENTS:
        if statement.field is not None:
            assert statement.stated(particulars()) is not None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_has_its_hint(column: Column, language: str) -> None:
    assert renderer().label(Button(f"registration.columns_{column.name}"), language)


@pytest.mark.parametrize("column", [column for column in COLUMNS if column.words])
def test_the_example_of_a_column_is_one_of_its_words(column: Column) -> None:
    assert column.example in column.words
