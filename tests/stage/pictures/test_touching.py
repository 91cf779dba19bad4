"""The event of a first contact, for balls of every order and for ties."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from manim import VGroup, tempconfig

from sparsity.geometry import Hyperplane, first_contact
from sparsity.stage.actors.growth import Growth
from sparsity.stage.actors.lines import SolutionLine
from sparsity.stage.actors.marks import ContactEdge, ContactMark
from sparsity.stage.actors.ripple import Ripple
from sparsity.stage.layout.check import layout_problems
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.typography import POINT_LABEL, TypesetFormula, formula
from sparsity.stage.pictures.plane_picture import PlanePictureScene
from sparsity.stage.planes.window import Window

SEED, TIE = (10, 5), (1, 4)
CASES = [(1, SEED), (1, TIE), (2, (2, 5)), (0.5, SEED), (0.5, TIE), (math.inf, (3, 4)), (1, (0.2, -5))]
every_case = pytest.mark.parametrize(("p", "point"), CASES, ids=str)


class Touching(PlanePictureScene):
    p: float
    point: tuple[float, float]

    def construct(self) -> None:
        self.line = Hyperplane.through_data_point(*self.point)
        self.contact = first_contact(self.line, self.p)
        self.set_the_plane(Window.to_show(1.5 * self.contact.radius))
        growth = Growth(self.view, self.line, self.p, self.contact.radius, self.theme.l1)
        growth.set_fraction(1)
        self.marks = VGroup(ContactMark(self.view, vertex) for vertex in self.contact.vertices)
        if self.contact.kind == "segment":
            self.marks.add_to_back(ContactEdge(self.view, self.contact.vertices))
        drawn = [growth.ball, SolutionLine(self.view, self.line), *self.marks]
        self.labels: list[TypesetFormula] = []
        for vertex in self.contact.vertices:
            self.labels.append(
                self.label_point(vertex, color=self.theme.contact, size=POINT_LABEL, curves=drawn, texts=self.labels)
            )
        growth.set_fraction(0)
        self.gap = self.draw_gap(self.line, self.p)
        growth.show_gap(self.gap)
        headline = self.panel.headline("Grow the ball")
        rows = self.panel.rows(headline, growth.level, growth.gap)
        self.answers = [
            formula("(a, b) {answer:=}", color=self.theme.contact, answer=vertex) for vertex in self.contact.vertices
        ]
        names = [
            ("a", "b")[int(np.flatnonzero(vertex == 0)[0])] for vertex in self.contact.vertices if (vertex == 0).any()
        ]
        self.zeros = [formula(f"{name} = 0", color=self.theme.contact) for name in names]
        self.panel.rows(headline, *self.answers, *self.zeros)
        self.add(self.plane, drawn[1], headline, rows)
        self.add(*growth.actors)
        self.problems: list[str] = []
        for fraction in (0, 0.3, 0.6, 0.9, 0.97):
            growth.set_fraction(fraction)
            self.problems += layout_problems(self)
        growth.set_fraction(0.9)
        self.play(growth.sweep(0.9, 1), run_time=0.2)
        before = self.now
        self.frames = self.touch(
            self.contact,
            self.marks,
            self.labels,
            self.answers,
            zeros=self.zeros,
            gap=self.gap,
            gone=[headline, rows],
        )
        self.took = self.now - before
        self.problems += layout_problems(self)


@cache
def touched(p: float, point: tuple[float, float]) -> Touching:
    settings = {
        "pixel_width": 428,
        "pixel_height": 240,
        "frame_rate": 15,
        "format": "png",
        "save_last_frame": True,
        "progress_bar": "none",
    }
    with tempconfig(settings):
        scene = type("Touching", (Touching,), {"p": p, "point": point})()
        scene.render()
    return scene


@every_case
def test_it_is_over_within_three_seconds_and_nothing_waits_in_it(p, point):
    scene = touched(p, point)
    assert 1 < scene.took <= 3
    assert scene.freezes == []


@every_case
def test_nothing_covers_anything_while_the_ball_grows_and_afterwards(p, point):
    assert touched(p, point).problems == []


@every_case
def test_the_number_finds_a_place_on_the_plane(p, point):
    assert touched(p, point).gap.number in touched(p, point).gap.submobjects


@every_case
def test_only_the_contact_stays_bright(p, point):
    scene = touched(p, point)
    above = scene.mobjects[scene.mobjects.index(scene.veil) + 1 :]
    bright = {part for mobject in above for part in mobject.get_family()}
    assert bright >= {scene.marks, *scene.labels, *scene.answers, *scene.zeros, *scene.frames}
    assert not bright & {scene.plane, scene.gap}
    assert scene.gap not in scene.get_mobject_family_members()


@every_case
def test_labels_stand_at_their_points_and_say_what_the_panel_says(p, point):
    scene = touched(p, point)
    assert len(scene.labels) == len(scene.answers) == len(scene.contact.vertices)
    for label, answer, vertex in zip(scene.labels, scene.answers, scene.contact.vertices, strict=True):
        box = Region.around(label)
        nearest = np.clip(scene.view.at(vertex)[:2], box.lower, box.upper)
        assert np.linalg.norm(nearest - scene.view.at(vertex)[:2]) < 1
        assert answer.markup.endswith(label.markup.removeprefix("approx "))


@every_case
def test_every_zero_is_framed_and_there_is_none_where_none_is_zero(p, point):
    scene = touched(p, point)
    assert len(scene.frames) == np.count_nonzero(scene.contact.vertices == 0)
    for frame, zero in zip(scene.frames, scene.zeros, strict=True):
        assert Region.around(frame).contains(Region.around(zero))


def test_without_room_for_a_label_the_answer_comes_out_of_the_mark(monkeypatch):
    monkeypatch.setattr(Touching, "label_point", lambda *_, **__: VGroup())
    scene = touched.__wrapped__(1, SEED)
    assert all(answer in scene.mobjects for answer in scene.answers)


class Ringing(PlanePictureScene):
    def construct(self) -> None:
        self.set_the_plane(Window.to_show(1))
        self.mark = ContactMark(self.view, (0.5, 0))
        self.add(self.plane)
        self.start = self.now
        self.ring_and_dim([np.array([0.5, 0])], self.mark)


def test_where_nothing_flies_all_dims_but_the_mark_and_the_rings_are_gone(tmp_path):
    with tempconfig({"media_dir": str(tmp_path), "dry_run": True, "verbosity": "ERROR"}):
        scene = Ringing()
        scene.render()
    shown = scene.get_mobject_family_members()
    assert shown.index(scene.mark.dot) > shown.index(scene.veil)
    assert not any(isinstance(mobject, Ripple) for mobject in shown)
    assert scene.now - scene.start < 1
