"""What every scene has to pass: whoever adds one to the order has it tested here."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from manim import tempconfig

from sparsity.lecture import STORY, StoryPart
from sparsity.lecture.render.parameters import parameters_of
from sparsity.lecture.self_description import facts_of
from sparsity.stage.recording.renderer import SceneRenderer
from sparsity.words.formula import plain_text
from sparsity.words.grammar import checked_formula
from tests.scenes.conftest import SIZES, THEMES, scene_class
from tests.scenes.readability import assert_captions_can_be_read, assert_nothing_stands_still

ROOT = Path(__file__).parents[2]
every_scene = pytest.mark.parametrize("part", STORY, ids=lambda part: part.file)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@every_scene
def test_every_beat_is_readable_in_every_theme_and_ratio(run_scene, part: StoryPart, size, theme):
    run = run_scene(f"{part.file}.py", theme, size)
    assert run.problems == []
    assert run.hard_to_read == []


@every_scene
def test_captions_can_be_read(run_scene, part: StoryPart):
    assert_captions_can_be_read(run_scene(f"{part.file}.py"), shortest=30, longest=95)


@every_scene
def test_nothing_stands_still_but_the_summary(run_scene, part: StoryPart):
    assert_nothing_stands_still(run_scene(f"{part.file}.py"))


@every_scene
def test_beats_and_captions_are_the_same_in_every_look(run_scene, part: StoryPart):
    def told(theme: str, size: tuple[int, int]) -> list[object]:
        return [
            (beat.identifier, beat.name, [caption.text for caption in beat.captions])
            for beat in run_scene(f"{part.file}.py", theme, size).beats
        ]

    assert told("dark", SIZES["16:9"]) == told("light", SIZES["9:16"])


@every_scene
def test_every_caption_is_said_in_words_alone(run_scene, part: StoryPart):
    run = run_scene(f"{part.file}.py")
    captions = [caption for beat in run.beats for caption in beat.captions]
    assert len(run.speeches) == len(captions)
    for speech, caption in zip(run.speeches, captions, strict=True):
        assert re.fullmatch(r"(?:[A-Za-z]+(?:['-][A-Za-z]+)*[,;:.?!]? ?)+", speech.text), caption.text
        # What is a word in the caption is a word of the speech.
        assert set(re.findall(r"[A-Za-z]{3,}", caption.text)) <= set(re.split(r"\W+", speech.text)), caption.text


def left_behind(file: str, folder: Path, *, in_one_step: bool) -> list[str]:
    """A checksum of all points on screen before each animation, with those before it moved in steps or in one."""
    base = scene_class(file)
    points: list[str] = []

    class Observed(base):
        def play(self, *args: Any, **kwargs: Any) -> None:
            points.append(
                hashlib.md5(b"".join(m.points.tobytes() for m in self.get_mobject_family_members())).hexdigest()
            )
            super().play(*args, **kwargs)

    way = {"format": "png", "save_last_frame": True} if in_one_step else {"dry_run": True, "disable_caching": True}
    settings = {"media_dir": str(folder), "frame_rate": 4, "progress_bar": "none", "verbosity": "ERROR"}
    with tempconfig(settings | way), pytest.MonkeyPatch.context() as patch:
        # Only where things are matters here.
        patch.setattr(SceneRenderer, "update_frame", lambda *args, **kwargs: None)
        Observed().render()
    return points


@every_scene
def test_an_animation_leaves_the_same_behind_whether_it_is_drawn_or_taken_from_the_cache(
    part: StoryPart, tmp_path: Path
):
    file = f"{part.file}.py"
    assert left_behind(file, tmp_path, in_one_step=True) == left_behind(file, tmp_path, in_one_step=False)


@every_scene
def test_formulas_that_a_picture_states_can_be_set_again_and_read_aloud(run_scene, part: StoryPart):
    stated = [formula for beat in run_scene(f"{part.file}.py").beats for formula in beat.formulas]
    assert stated
    for formula in stated:
        checked_formula(formula)
        assert plain_text(formula)


@every_scene
def test_a_scene_is_called_what_its_facts_say(run_scene, part: StoryPart):
    scene = run_scene(f"{part.file}.py").scene
    assert (scene.title, scene.summary) == (part.title, part.summary)
    assert facts_of(part.file, {}) == scene.facts


@every_scene
def test_all_settings_of_the_facts_are_documented(part: StoryPart):
    facts = facts_of(part.file, {})
    assert facts is not None
    assert set(facts.__dataclass_fields__) == set(parameters_of(part))


@every_scene
def test_there_is_a_still_and_a_test_of_its_own(part: StoryPart):
    assert (ROOT / "renders" / "stills" / f"{part.file}.png").is_file()
    assert re.search(r"^def test_", (ROOT / "tests" / "scenes" / f"test_{part.file}.py").read_text(), re.MULTILINE)
