"""Parameters are read from the sources as they are when the scenes run, and values are read without evaluating."""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path

import pytest

from sparsity.lecture import STORY, StoryPart, self_description
from sparsity.lecture.places import scene_path
from sparsity.lecture.render.parameters import (
    Parameter,
    format_value,
    parameters_of,
    parse_settings,
    parse_value,
    without_defaults,
)
from sparsity.lecture.sources import story_part

PAIR = Parameter("data_point", (10, 5), "a point")


@pytest.mark.parametrize("part", STORY, ids=lambda part: part.file)
def test_defaults_are_those_of_the_scene_class(part: StoryPart):
    spec = importlib.util.spec_from_file_location(part.file, scene_path(part.file))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    scene = getattr(module, part.scene)
    parameters = parameters_of(part)
    assert parameters
    for name, parameter in parameters.items():
        assert parameter.default == getattr(scene, name)
        assert parameter.description
        assert parse_value(format_value(parameter.default), parameter) == parameter.default


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,2", (3, 2)),
        ("(3, -2.5)", (3, -2.5)),
        ("3.0,1e3", (3, 1000)),
        ("inf,-inf", (math.inf, -math.inf)),
        ("7", (7,)),
        ("7,", (7,)),
    ],
)
def test_numbers_are_read(text: str, value: tuple[float, ...]):
    assert parse_value(text, PAIR) == value


@pytest.mark.parametrize("text", ["", "a,b", "1,,2", "nan,1", "__import__('os')", "1;2", "2*3,1"])
def test_anything_else_is_refused_with_an_example(text: str):
    with pytest.raises(ValueError, match=r"data_point takes numbers with commas between them, such as 10,5, not .*"):
        parse_value(text, PAIR)


ROWS = Parameter("features", ((1, 0), (1, 0), (1, 1), (0, 1)), "the rows of X")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,0;1,0;1,1;0,1", ((1, 0), (1, 0), (1, 1), (0, 1))),
        (" 1, 0.5 ; -1,1e3; ", ((1, 0.5), (-1, 1000))),
        ("(1,0);(0,1)", ((1, 0), (0, 1))),
        ("3,2", ((3, 2),)),
        ("3;2", ((3,), (2,))),
        ("1,2,3;4", ((1, 2, 3), (4,))),
    ],
)
def test_rows_of_numbers_are_read(text: str, value: tuple[tuple[float, ...], ...]):
    assert parse_value(text, ROWS) == value
    assert parse_value(format_value(value), ROWS) == value


@pytest.mark.parametrize("text", ["", ";", "1,0;;0,1", "1,0;a,1", "1,,0;0,1", "1,0|0,1", "[[1,0],[0,1]]", "1,nan;0,1"])
def test_rows_of_anything_else_are_refused_with_an_example(text: str):
    wanted = "rows of numbers with commas between them and semicolons between the rows, such as 1,0;1,0;1,1;0,1"
    with pytest.raises(ValueError, match=f"^features takes {wanted}, not .*: the rows of X$"):
        parse_value(text, ROWS)


def test_one_number_is_one_number():
    turns = Parameter("turns", 1.0, "how often")
    assert parse_value("2", turns) == 2
    with pytest.raises(ValueError, match="turns takes one of the numbers"):
        parse_value("1,2", turns)


def test_names_stay_names():
    assert parse_value("m, km", Parameter("units", ("cm", "mm"), "")) == ("m", "km")


def test_a_setting_goes_to_all_scenes_that_have_it_or_to_the_one_named():
    parts = [story_part(name) for name in ("norms", "diamond", "circle")]
    settings = parse_settings(["data_point=3,2", "circle.data_point=4,1"], parts)
    assert list(settings.values()) == [{}, {"data_point": (3, 2)}, {"data_point": (4, 1)}]


def test_a_value_equal_to_the_default_is_no_change():
    assert parse_settings(["data_point=10.0,5"], [story_part("diamond")]) == {story_part("diamond"): {}}


@pytest.mark.parametrize("assignment", ["data_pont=3,2", "circle.data_point=3,2", "data_point"])
def test_a_wrong_name_lists_what_is_possible(assignment: str):
    with pytest.raises(ValueError, match=r"possible are diamond: data_point=10,5, rests=0.3,0.6,0.9$"):
        parse_settings([assignment], [story_part("diamond")])


def test_python_names_are_checked_too():
    with pytest.raises(ValueError, match="diamond has no parameter 'turns'; possible are diamond: data_point"):
        without_defaults(story_part("diamond"), {"turns": 2})


def test_an_undocumented_attribute_is_no_parameter():
    assert "x" not in parameters_of(story_part("diamond"))
    assert Path(scene_path("diamond")).is_file()


def test_a_scene_with_a_mistake_in_it_names_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "mine.py").write_text("class Mine:\n    data_point = (1,\n")
    monkeypatch.setattr(self_description, "scene_path", lambda name: tmp_path / f"{name}.py")
    with pytest.raises(ValueError, match=r"^mine\.py, line 2: "):
        parameters_of(StoryPart("mine"))
