"""The film shows every reel whole, says everything at its time, and is made once."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
import srt
from click.testing import CliRunner, Result
from PIL import Image

from sparsity.lecture.clock import clock
from sparsity.lecture.command_line import main
from sparsity.lecture.film.command import title_cards
from sparsity.lecture.film.cut import Cut
from sparsity.lecture.film.film import write_thumbnail, youtube_description
from sparsity.lecture.order import CUTS, OPENING, TITLE_CARD
from sparsity.lecture.render.fingerprint import checksum
from sparsity.lecture.render.finish import finish_video
from sparsity.lecture.render.look import Look
from sparsity.lecture.render.parameters import parameters_of
from sparsity.lecture.rendered import RenderedScene
from sparsity.lecture.sources import story_part

ARGUMENTS = ["film", "diamond", "one_point", "--quality", "draft", "--set", "opening.title=Lecture 5: sparsity"]
NAMES = ["film.mp4", "film.srt", "film.vtt", "film.chapters.vtt", "film.txt", "film.youtube.txt", "film.png"]


def make(shared_renders: Path) -> Result:
    return CliRunner().invoke(main, [*ARGUMENTS, "--out", str(shared_renders)])


@pytest.fixture(scope="module")
def folder(shared_renders: Path, diamond: RenderedScene) -> Path:
    made = make(shared_renders)
    assert made.exit_code == 0, made.output
    (found,) = (shared_renders / "film").glob("diamond+one_point_draft_dark_16x9_*")
    length = clock(json.loads((found / "manifest.json").read_text(encoding="utf-8"))["duration"])
    # Another process of the same run may have been first.
    assert re.match(rf"film  (made|up to date)  {length}  ", made.output.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def manifest(folder: Path) -> dict:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_the_folder_holds_what_the_manifest_lists(folder: Path, manifest: dict):
    assert {*NAMES, "film.thumbnail.png"} == manifest["files"].keys()
    assert {path.name for path in folder.iterdir()} == {*manifest["files"], "manifest.json"}
    for name, facts in manifest["files"].items():
        assert checksum(folder / name) == facts["sha256"]
    assert manifest["command"].startswith("./run sparsity film diamond one_point --quality draft")
    assert manifest["command"].endswith("--set 'opening.title=Lecture 5: sparsity'")


def test_chapters_are_the_scenes_and_begin_at_once(folder: Path, manifest: dict):
    with av.open(folder / "film.mp4") as container:
        assert container.metadata["title"] == "Lecture 5: sparsity"
        chapters = container.chapters()
        frames = container.streams.video[0].frames
    assert [chapter["metadata"]["title"] for chapter in chapters] == ["The growing diamond", "One point, many lines"]
    assert chapters[0]["start"] == 0
    assert chapters[0]["end"] == chapters[1]["start"]
    assert frames / manifest["frame_rate"] == pytest.approx(manifest["duration"])
    times = (folder / "film.youtube.txt").read_text(encoding="utf-8").splitlines()[-2:]
    assert times[0] == "0:00 The growing diamond"
    assert times[1] == f"1:{int(manifest['chapters'][1]['start']) - 60:02} One point, many lines"


def test_each_scene_is_shown_and_said_at_its_time(folder: Path, diamond: RenderedScene):
    with av.open(folder / "film.mp4") as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    with av.open(diamond.video) as container:
        alone = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    said = list(srt.parse((folder / "film.srt").read_text(encoding="utf-8")))
    (start,) = (entry.start.total_seconds() for entry in said if entry.content == diamond_says(diamond))
    first = round(start * 15)
    assert all(np.array_equal(*pair) for pair in zip(frames[first : first + len(alone)], alone, strict=True))
    assert " ".join(said[0].content.split()) == "All of these answers fit the same 5 equations."
    starts = [entry.start for entry in said]
    assert starts == sorted(starts)


def test_the_transcript_has_every_word(folder: Path):
    said = srt.parse((folder / "film.srt").read_text(encoding="utf-8"))
    transcript = (folder / "film.txt").read_text(encoding="utf-8")
    assert transcript.startswith("Lecture 5: sparsity\n=")
    for caption in said:
        assert " ".join(caption.content.split()) in transcript


def diamond_says(diamond: RenderedScene) -> str:
    """The first caption of the diamond, which is there from its first frame."""
    first = diamond.manifest.beats[0].captions[0]
    assert first.start == 0
    return first.text


def test_the_second_time_nothing_is_written(folder: Path, shared_renders: Path, manifest: dict):
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    again = make(shared_renders)
    assert again.output.splitlines()[-1].startswith(f"film  up to date  {clock(manifest['duration'])}  ")
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_film_of_split_scenes_is_the_film_of_whole_ones(diamond: RenderedScene, shared_renders: Path, tmp_path: Path):
    films = []
    # The scene, the opening and a card: with six processes each is drawn by two.
    for out, processes in ((shared_renders, 1), (tmp_path, 6)):
        arguments = ["film", "diamond", "--quality", "draft", "--out", str(out), "--jobs", str(processes)]
        made = CliRunner().invoke(main, arguments)
        assert made.exit_code == 0, made.output
        (film,) = (out / "film").glob("diamond_draft_dark_16x9*/film.mp4")
        with av.open(film) as video:
            films.append([hashlib.md5(bytes(frame.to_ndarray())).hexdigest() for frame in video.decode(video=0)])
    assert films[0] == films[1]
    assert {path.parents[3].name for path in tmp_path.rglob("shared/claims")} == {"diamond", "opening", "title_card"}


def test_what_a_killed_run_left_is_cleared_away(folder: Path, shared_renders: Path):
    leftover = shared_renders / ".cache" / "film" / folder.name / "staging" / "half.mp4"
    leftover.parent.mkdir(exist_ok=True)
    leftover.touch()
    (folder / "film.mp4").write_bytes(b"damaged")
    assert make(shared_renders).output.splitlines()[-1].startswith("film  made")
    assert not leftover.exists()


def test_the_frame_alone_is_no_film(tmp_path: Path):
    refused = CliRunner().invoke(main, ["film", "opening", "--out", str(tmp_path)])
    assert refused.exit_code == 1
    assert refused.output == "Error: a film needs scenes of the story; its opening and title cards come by themselves\n"


def test_a_scene_that_refuses_its_numbers_stops_the_film_and_says_what_to_do(tmp_path: Path):
    arguments = ["film", "parallel_edge", "--quality", "draft", "--set", "data_point=3,2", "--out", str(tmp_path)]
    refused = CliRunner().invoke(main, arguments)
    assert refused.exit_code == 1
    first, *others = refused.output.splitlines()
    assert first.startswith("Error: parallel_edge: data_point")
    assert others == [
        "Name the scenes to do without those above, or let them keep their own numbers: "
        "--set parallel_edge.data_point=1,1000",
        "Nothing was rendered.",
    ]
    assert not (tmp_path / "film").exists()


def test_videos_of_different_sizes_are_not_joined(diamond: RenderedScene, light_circle: RenderedScene, tmp_path: Path):
    sources = [diamond.video, light_circle.video]
    with pytest.raises(ValueError, match=r"circle\.mp4 is not encoded in the same way as diamond\.mp4"):
        finish_video(sources, tmp_path / "both.mp4", title="", captions=[], chapters=[], frame_rate=15)


def test_a_thumbnail_has_the_size_of_video_sites_whatever_the_ratio(light_circle: RenderedScene, tmp_path: Path):
    write_thumbnail(light_circle.poster, tmp_path / "thumbnail.png")
    with Image.open(tmp_path / "thumbnail.png") as picture:
        assert picture.size == (1280, 720)
        assert picture.getpixel((2, 360)) == (255, 255, 255)


def test_there_is_no_hard_cut_at_a_card(folder: Path, manifest: dict):
    """Where one video ends and the next begins the picture is nearly the same; within a card it changes much."""
    card = round(2.4 * manifest["frame_rate"])
    starts = [round(chapter["start"] * manifest["frame_rate"]) for chapter in manifest["chapters"]]
    # The first chapter begins with the opening.
    starts[0] = frames_of_opening(folder, manifest["title"])
    wanted = {at for start in starts for at in (start - 1, start, start + card // 2, start + card - 1, start + card)}
    with av.open(folder / "film.mp4") as container:
        frames = {
            number: frame.to_ndarray(format="gray").astype(float)
            for number, frame in enumerate(container.decode(video=0))
            if number in wanted
        }
    for start in starts:
        for seam in (start, start + card):
            assert np.abs(frames[seam] - frames[seam - 1]).mean() < 1
        assert np.abs(frames[start] - frames[start + card // 2]).mean() > 2


def frames_of_opening(folder: Path, title: str) -> int:
    """How many frames the opening of a film with this title has."""
    made = [json.loads(file.read_text(encoding="utf-8")) for file in folder.parents[1].glob("opening/*/manifest.json")]
    (frames,) = (opening["frames"] for opening in made if opening["title"] == title)
    return int(frames)


def titled(scene: RenderedScene, title: str) -> RenderedScene:
    """A scene under a film's title."""
    files = scene.manifest.files
    renamed = {re.sub(f"^{scene.manifest.scene}", OPENING.file, name): facts for name, facts in files.items()}
    return RenderedScene(Path(), replace(scene.manifest, scene=OPENING.file, title=title, files=renamed))


def test_the_description_says_what_each_chapter_teaches(diamond: RenderedScene):
    opening = titled(diamond, "A film")
    text = youtube_description(Cut([opening, diamond]))
    assert text.startswith(f"A film\n\n• The growing diamond: {diamond.manifest.summary}\n\n0:00 ")


def test_the_description_has_no_angle_brackets(diamond: RenderedScene):
    opening = titled(diamond, "0 < p > 1")
    assert youtube_description(Cut([opening, diamond])).startswith("0 ＜ p ＞ 1\n")


def test_a_cut_has_its_scenes_and_no_others(tmp_path: Path):
    """They say so where they refuse a number together."""
    refused = CliRunner().invoke(
        main, ["film", "--cut", "essential", "--set", "data_point=3,0", "--out", str(tmp_path)]
    )
    assert refused.exit_code == 1
    have_it = [file for file in CUTS["essential"] if "data_point" in parameters_of(story_part(file))]
    refusing = re.findall(r"^(?:Error: )?(\w+): data_point", refused.output, re.MULTILINE)
    assert refusing == have_it


def test_scenes_and_a_cut_are_not_named_together(tmp_path: Path):
    refused = CliRunner().invoke(main, ["film", "norms", "--cut", "line", "--out", str(tmp_path)])
    assert refused.exit_code == 1
    assert refused.output == "Error: name scenes or a cut, not both: norms and --cut line\n"


def test_a_card_knows_the_place_of_its_scene(tmp_path: Path):
    named = [("The line", "One"), ("The line", "Two"), ("The answer", "Three"), ("The line", "Four")]
    cards = title_cards(named, Look("draft"), tmp_path)
    # A chapter that is returned to counts once more.
    assert all(card.settings["scenes"] == (2, 1, 1) for card in cards)
    own = {name: parameter.default for name, parameter in parameters_of(TITLE_CARD).items()}
    told = [tuple({**own, **card.settings}[name] for name in ("number", "chapter", "title")) for card in cards]
    assert told == [(number, *names) for number, names in enumerate(named, start=1)]
