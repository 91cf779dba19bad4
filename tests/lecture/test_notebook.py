"""A scene in a notebook: paths, a video with captions that needs no other file, and the notebook in docs/."""

from __future__ import annotations

import ast
import re
from base64 import b64decode
from pathlib import Path

import nbformat
import numpy as np
import pytest

from sparsity.lecture import RenderedScene, render_scene
from sparsity.lecture.notebook import _plain

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> RenderedScene:
    out = tmp_path_factory.mktemp("notebook")
    return render_scene("diamond", quality="draft", aspect="1:1", out=out, data_point=[-4.0, 2])


def test_all_paths_are_files(rendered: RenderedScene):
    paths = [rendered.video, rendered.captions, rendered.chapters, rendered.transcript, rendered.poster]
    assert all(path.is_file() for path in [*paths, *rendered.stills])
    assert len(rendered.stills) == len(rendered.manifest.beats) > 4
    assert rendered.manifest.changed_parameters == {"data_point": "-4,2"}


def test_a_notebook_shows_the_video_with_its_captions_inside(rendered: RenderedScene):
    html = rendered._repr_html_()
    inlined = dict(re.findall(r'src="data:([a-z/0-9]+);base64,([^"]+)"', html))
    assert b64decode(inlined["video/mp4"]) == rendered.video.read_bytes()
    assert b64decode(inlined["text/vtt"]) == rendered.captions.read_bytes()
    assert "http" not in re.sub(r"base64,[^\"]+", "", html)


def test_what_a_scene_refuses_is_an_error_that_says_why(tmp_path: Path):
    with pytest.raises(RuntimeError, match=r"diamond could not be rendered: data_point \(x, y\) must have y other"):
        render_scene("diamond", quality="draft", out=tmp_path, data_point=(10, 0))
    with pytest.raises(ValueError, match="a setting is a number, words, or several of them, not None"):
        render_scene("diamond", quality="draft", out=tmp_path, data_point=None)
    with pytest.raises(ValueError, match="data_point takes numbers"):
        render_scene("diamond", out=tmp_path, data_point="nonsense")
    with pytest.raises(ValueError, match="unknown scene 'dimond'"):
        render_scene("dimond", out=tmp_path)
    assert not list(tmp_path.rglob("*.mp4"))


@pytest.fixture(scope="module")
def cells() -> list[str]:
    """The code cells of the notebook in docs/."""
    notebook = nbformat.read(ROOT / "docs" / "notebook.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def test_the_notebook_in_the_docs_runs(cells, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    shown = []
    for cell in cells:
        # A notebook shows the value of a cell's last line.
        *lines, last = ast.parse(cell).body
        if not isinstance(last, ast.Expr):
            lines, last = [*lines, last], None
        exec(compile(ast.Module(lines, []), "cell", "exec"), names)
        if last is not None:
            shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
    scene, files, answers = shown
    assert scene._repr_html_().startswith("<video controls")
    assert files[:3] == ["diamond.mp4", "diamond.vtt", "diamond.txt"]
    assert len(files) == 3 + len(scene.stills)
    assert answers == {1: [[0.6667, 0.0]], 2: [[0.6, 0.2]]}
    assert "data_point (x, y) must have y other than 0" in capsys.readouterr().out


def test_a_browser_shows_the_video_and_its_captions(rendered: RenderedScene, browsing):
    page = browsing.new_page()
    page.set_content(rendered._repr_html_())
    page.wait_for_function("document.querySelector('video').readyState > 0")
    cues = page.wait_for_function("document.querySelector('video').textTracks[0].cues?.length").json_value()
    assert cues == sum(len(beat.captions) for beat in rendered.manifest.beats)
    assert page.evaluate("document.querySelector('video').duration") == pytest.approx(
        rendered.manifest.duration, abs=0.1
    )


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (3, 3),
        ((3, 2), (3, 2)),
        ([[1, 0], (0, 1)], ((1, 0), (0, 1))),
        (np.eye(2), ((1, 0), (0, 1))),
        (np.array([3, 2]), (3, 2)),
    ],
    ids=str,
)
def test_numbers_rows_and_arrays_are_plain_values(value: object, plain: object):
    assert _plain(value) == plain
