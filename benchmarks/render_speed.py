"""What drawing the line picture costs, next to an empty scene and to what one would do instead.

Run it with `./run python benchmarks/render_speed.py`. All rows make the same number of frames at
1080p60 with the same encoder settings, one after the other in one process; only ratios mean anything.
"""

from __future__ import annotations

import argparse
import math
import runpy
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path

import av
import numpy as np
from manim import (
    BLUE,
    RED,
    Axes,
    DecimalNumber,
    Line,
    MathTypst,
    Scene,
    ValueTracker,
    always_redraw,
    linear,
    tempconfig,
)
from manim.scene.scene_file_writer import SceneFileWriter
from rich.console import Console
from rich.table import Table

from sparsity.geometry import LpBall, contacts_by_angle
from sparsity.stage.actors.growth import Growth
from sparsity.stage.actors.many import Many
from sparsity.stage.actors.morph import Morph
from sparsity.stage.actors.solids import FlatInSpace
from sparsity.stage.charts.bars import Bars
from sparsity.stage.look.in_turn import InTurn
from sparsity.stage.look.rewrite import Rewrite
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import formula
from sparsity.stage.pictures.space_picture import TILT
from sparsity.stage.pictures.touching import FLYING, FRAMING, RINGING
from sparsity.stage.planes.window import Window
from sparsity.stage.writing.tally import Tally

SIZE = (1920, 1080)
FRAME_RATE = 60
RADIUS = 0.5
SCENES = Path(__file__).parents[1] / "scenes"
EveryAngle = runpy.run_path(str(SCENES / "every_angle.py"))["EveryAngle"]
GrowingDiamond = runpy.run_path(str(SCENES / "diamond.py"))["GrowingDiamond"]
LossContours = runpy.run_path(str(SCENES / "loss_contours.py"))["LossContours"]
Octahedron = runpy.run_path(str(SCENES / "octahedron.py"))["Octahedron"]
TradeOff = runpy.run_path(str(SCENES / "trade_off.py"))["TradeOff"]
ENCODER = {
    "preset": "superfast",
    "crf": "22",
    "x264-params": "colorprim=bt709:transfer=bt709:colormatrix=smpte170m:mbtree=0:b-adapt=0:bframes=6",
}


class Growing(GrowingDiamond):
    """The growing beat of scenes/diamond.py: plane, line, diamond and two live numbers."""

    seconds = 5.0

    def construct(self) -> None:
        self.set_the_stage(0.75)
        headline = self.panel.headline("Grow the diamond")
        size = formula("abs(a) + abs(b) <= c", color=self.theme.l1)
        growth = Growth(self.view, self.facts.line, 1, RADIUS, self.theme.l1)
        rows = self.panel.rows(headline, size, growth.level, growth.gap)
        self.add(self.plane, self.line_drawn, self.label_line(), headline, rows, *growth.actors)
        self.play(growth.sweep(0, 1), run_time=self.seconds)


class Bending(GrowingDiamond):
    """The morph of scenes/lp_shapes.py: plane, ball and order from a square to a star."""

    seconds = 5.0

    def construct(self) -> None:
        self.set_the_stage(0.75)
        morph = Morph(self.view, math.inf, RADIUS)
        headline = self.panel.headline("One shape for every p")
        self.panel.rows(headline, morph.order)
        self.add(self.plane, headline, *morph.actors)
        self.play(morph.sweep(math.inf, 0.25), run_time=self.seconds)


class Turning(EveryAngle):
    """The turning beat of scenes/every_angle.py: line, balls, contacts and their record, once all round."""

    seconds = 5.0

    def construct(self) -> None:
        self.draw_what_stays()
        self.add(self.plane, self.headlines["round"], self.chart, self.turning.circle)
        self.add(*self.turning.moving, *self.record, self.angle)
        self.play(self.turn(self.facts.start, self.facts.end), run_time=self.seconds)


class Mixing(GrowingDiamond):
    """Twenty bars that move to other weights, as in scenes/which_matter.py."""

    seconds = 5.0

    def construct(self) -> None:
        draw = np.random.default_rng(0).normal
        bars = Bars(self.layout.safe, draw(size=20), span=(-3, 3), colors=self.theme.l1)
        self.add(bars)
        self.play(bars.sweep_to(draw(size=20), np.where(np.arange(20) < 5, 1, 0)), run_time=self.seconds)


class Rewriting(GrowingDiamond):
    """One formula becomes the next beside the plane, with the data point's numbers flying in."""

    seconds = 5.0

    def construct(self) -> None:
        self.set_the_stage(0.75)
        theme, (x, y) = self.theme, self.data_point
        headline = self.panel.headline("The line of all answers")
        model = formula("y = x a + b", color=theme.ink)
        data = formula("({x}, {y})", color=theme.solution, x=x, y=y)
        self.panel.rows(headline, data, model)
        equation = formula("b = {y} - {x} a", color=theme.solution, x=x, y=y).move_to(model)
        self.add(self.plane, self.line_drawn, self.label_line(), headline, data, model)
        flying = {name: data.part(name) for name in ("x", "y")}
        self.play(Rewrite(model, equation, comes_from=flying), run_time=self.seconds)


class Touching(GrowingDiamond):
    """The contact of scenes/diamond.py: the gap closes, the mark rings out, the answer flies into the panel."""

    seconds = 5.0

    def construct(self) -> None:
        self.picture_contact()
        gap = self.draw_gap(self.facts.line, 1)
        self.growth.show_gap(gap)
        answers, zero = self.answer_rows(), formula("b = 0", color=self.theme.contact)
        self.panel.rows(self.panel.headline("It touches at a tip"), *answers, zero)
        self.add(self.plane, self.line_drawn)
        self.add(*self.growth.actors)
        event = RINGING + FLYING + FRAMING
        self.play(self.growth.sweep(0, 1), run_time=max(1 / FRAME_RATE, self.seconds - event))
        self.touch(self.facts.contact, self.marks, self.answer_labels, answers, zeros=[zero], gap=gap)


class Pushing(GrowingDiamond):
    """A push in from the plane to the contact: window, axis numbers, line, ball, mark and labels."""

    seconds = 5.0

    def construct(self) -> None:
        self.picture_contact()
        self.growth.set_fraction(1)
        headline = self.panel.headline("Look closely")
        self.add(self.plane, self.ball, self.line_drawn, self.marks, self.answer_labels, self.line_label, headline)
        closer = Window.to_show(RADIUS / 5).around(self.facts.answers[0])
        self.play(self.push_in(closer), run_time=self.seconds)


class Showing(EveryAngle):
    """Two hundred lines in quick succession, their traces, the contacts of two balls as dots, and two counters."""

    seconds = 5.0

    def construct(self) -> None:
        self.draw_what_stays()
        angles = np.random.default_rng(0).uniform(0, math.tau, 200)
        tips, feet = (contacts_by_angle(angles, self.facts.distance, p) for p in (1, 2))
        traces = Many.lines(self.view, [self.turning.line_at(angle) for angle in angles], color=self.theme.solution)
        dots = [Many.dots(self.view, points, color=self.theme.contact) for points in (tips, feet)]
        tallies = [Tally.of("at a tip:", (points == 0).any(axis=1), color=self.theme.l1) for points in (tips, feet)]
        self.panel.rows(self.panel.headline("Two hundred lines"), *tallies)
        self.add(self.plane, traces, *dots, *self.turning.moving, *tallies)
        moving = self.turning.moving

        def regrow(index: int) -> None:
            self.turning.set_angle(angles[index])

        shown = (traces, *dots, *tallies)
        self.play(InTurn(*shown, count=len(angles), actors=moving, act=regrow), run_time=self.seconds)


class Contouring(LossContours):
    """The growing contour of scenes/loss_contours.py: eight contours that stay, one that grows, a live number."""

    seconds = 5.0

    def construct(self) -> None:
        self.draw_what_stays()
        self.panel.rows(self.panel.headline("Grow a contour"), self.to_diamond.level)
        self.add(self.plane, self.contours, self.best_dot, self.diamond, *self.to_diamond.actors)
        self.play(self.to_diamond.sweep(0, 1), run_time=self.seconds)


class Tilting(LossContours):
    """The contours of scenes/loss_contours.py while a valley is tilted into a bowl."""

    seconds = 5.0

    def construct(self) -> None:
        self.draw_what_stays()
        self.add(self.plane, self.lines, self.contours)

        def follow(amount: float) -> None:
            self.contours.set_loss(self.facts.loss_of(amount))

        self.play(Sweep(self.contours, follow=follow, start=2, end=3), run_time=self.seconds)


class Pricing(TradeOff):
    """The rising price of scenes/trade_off.py: contours of the sum, way, bars, chart and two dials."""

    seconds = 5.0

    def construct(self) -> None:
        self.draw_what_stays()
        self.add(self.plane, self.contours, self.best_dot, self.headlines["rise"], self.paid[1], self.chart)
        self.add(*self.moving(1))
        self.play(self.sweep(1, 0, self.facts.highest), run_time=self.seconds)


class Orbiting(Octahedron):
    """The octahedron of scenes/octahedron.py and the plane that it touches, while the eye goes around."""

    seconds = 5.0

    def construct(self) -> None:
        self.set_the_space(2 * self.facts.extent)
        self.space.turn, self.space.tilt = -1.0, TILT
        self.show_octahedron()
        self.flat = FlatInSpace(self.space, self.facts.plane, self.facts.extent)
        self.flats = [self.flat]
        self.follow_eye()
        self.draw_in_depth()
        self.play(self.look_from(0.0, TILT), run_time=self.seconds)


class Held(GrowingDiamond):
    """The same picture, held."""

    seconds = 5.0

    def construct(self) -> None:
        self.set_the_stage(0.75)
        self.add(self.plane, self.line_drawn, self.label_line(), self.panel.headline("Grow the diamond"))
        self.wait(self.seconds)


class Alive(GrowingDiamond):
    """The same picture, held, with the line's equation and the line attended to."""

    seconds = 5.0

    def construct(self) -> None:
        self.set_the_stage(0.75)
        label = self.label_line()
        self.add(self.plane, self.line_drawn, label, self.panel.headline("Grow the diamond"))
        self.attend(self.line_drawn, label)
        self.wait(self.seconds)


class HeldByManim(Held):
    """The same with manim's own encoder, which converts a held picture for every frame."""

    writer = SceneFileWriter


class Empty(Scene):
    """As many frames of nothing: what manim and the encoder cost by themselves."""

    seconds = 5.0

    def construct(self) -> None:
        tracker = ValueTracker()
        self.add(tracker)
        self.play(tracker.animate.set_value(1), run_time=self.seconds)


class Naive(Scene):
    """The same picture as it is usually drawn."""

    seconds = 5.0

    def construct(self) -> None:
        DecimalNumber.set_default(mob_class=MathTypst)
        axes = Axes(x_range=(-0.8, 0.8, 0.2), y_range=(-0.8, 0.8, 0.2), x_length=6, y_length=6)
        radius = ValueTracker(0.01)
        self.add(axes, Line(axes.c2p(0.42, 0.8), axes.c2p(0.58, -0.8), color=BLUE))
        self.add(
            always_redraw(
                lambda: axes.plot_implicit_curve(lambda a, b: abs(a) + abs(b) - radius.get_value(), color=RED)
            ),
            always_redraw(lambda: DecimalNumber(radius.get_value()).to_corner()),
            always_redraw(lambda: DecimalNumber((5 - 10 * radius.get_value()) / 101**0.5, 3).to_edge()),
        )
        self.play(radius.animate.set_value(RADIUS), run_time=self.seconds, rate_func=linear)


def render(scene: type[Scene], seconds: float, folder: Path) -> None:
    settings = {
        "media_dir": str(folder / scene.__name__),
        "pixel_width": SIZE[0],
        "pixel_height": SIZE[1],
        "frame_rate": FRAME_RATE,
        "background_color": "#0F1720",
        "video_encoder_options": ENCODER,
        "max_inflight_encoders": 4,
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    with tempconfig(settings):
        scene.seconds = seconds
        scene().render()


def converted(frames: list[np.ndarray]) -> list[av.VideoFrame]:
    """Frames in the encoder's own colours."""
    return [av.VideoFrame.from_ndarray(frame, format="rgba").reformat(format="yuv420p") for frame in frames]


def encode(frames: Callable[[int], np.ndarray | av.VideoFrame], count: int, file: Path) -> None:
    with av.open(str(file), "w") as container:
        stream = container.add_stream("libx264", rate=FRAME_RATE, options=ENCODER)
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        for index in range(count):
            frame = frames(index)
            picture = frame if isinstance(frame, av.VideoFrame) else av.VideoFrame.from_ndarray(frame, format="rgba")
            picture.pts, picture.time_base = index, Fraction(1, FRAME_RATE)
            for packet in stream.encode(picture):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)


def ready_frames(folder: Path) -> list[np.ndarray]:
    """Half a second of the growing diamond, forwards and backwards so that it can be looped smoothly."""
    (video,) = (folder / "Growing").rglob("Growing.mp4")
    with av.open(str(video)) as container:
        decoded = zip(container.decode(video=0), range(FRAME_RATE // 2), strict=False)
        frames = [frame.to_ndarray(format="rgba") for frame, _ in decoded]
    return frames + frames[::-1]


def matplotlib_frames(count: int) -> Callable[[int], np.ndarray]:
    """The same picture drawn by matplotlib."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(SIZE[0] / 100, SIZE[1] / 100), dpi=100)
    axes.set(xlim=(-0.8, 0.8), ylim=(-0.8, 0.8), aspect="equal")
    axes.grid(True)
    axes.plot([0.42, 0.58], [0.8, -0.8])
    (ball,) = axes.fill([0], [0], alpha=0.3, edgecolor="red")
    level, gap = figure.text(0.8, 0.6, ""), figure.text(0.8, 0.5, "")
    outline = LpBall(1).boundary()

    def frame(index: int) -> np.ndarray:
        radius = RADIUS * index / count
        ball.set_xy(outline * radius)
        level.set_text(f"c = {radius:.2f}")
        gap.set_text(f"distance to the line = {(5 - 10 * radius) / 101**0.5:.3f}")
        figure.canvas.draw()
        return np.asarray(figure.canvas.buffer_rgba())

    return frame


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="length of each video")
    seconds = parser.parse_args().seconds
    count = round(seconds * FRAME_RATE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Once unmeasured: fonts, glyphs and code are loaded when the clock starts.
        for scene in (
            Growing,
            Bending,
            Turning,
            Touching,
            Contouring,
            Tilting,
            Pricing,
            Orbiting,
            Mixing,
            Rewriting,
            Pushing,
            Showing,
            Held,
            Alive,
        ):
            render(scene, 1 / FRAME_RATE, folder)
        times: dict[str, float] = {}
        # Of all threads: manim draws and encodes at the same time.
        work: dict[str, float] = {}

        def measure(label: str, run: Callable[[], None]) -> None:
            started, before = time.perf_counter(), time.process_time()
            run()
            times[label], work[label] = time.perf_counter() - started, time.process_time() - before

        measure("(a) the growing diamond", lambda: render(Growing, seconds, folder))
        measure("(b) the bending ball", lambda: render(Bending, seconds, folder))
        measure("(c) the turning line", lambda: render(Turning, seconds, folder))
        measure("(k) twenty bars", lambda: render(Mixing, seconds, folder))
        measure("(l) one formula becomes another", lambda: render(Rewriting, seconds, folder))
        measure("(m) a first contact", lambda: render(Touching, seconds, folder))
        measure("(n) a picture with a pulse in it", lambda: render(Alive, seconds, folder))
        measure("(o) the push in", lambda: render(Pushing, seconds, folder))
        measure("(p) two hundred lines", lambda: render(Showing, seconds, folder))
        measure("(q) a growing contour", lambda: render(Contouring, seconds, folder))
        measure("(r) a valley that becomes a bowl", lambda: render(Tilting, seconds, folder))
        measure("(s) the rising price", lambda: render(Pricing, seconds, folder))
        measure("(t) an octahedron and a plane, turning", lambda: render(Orbiting, seconds, folder))
        measure("(d) an empty manim scene", lambda: render(Empty, seconds, folder))
        ready = ready_frames(folder)
        measure(
            "(e) ready frames into the encoder",
            lambda: encode(lambda index: ready[index % len(ready)], count, folder / "ready.mp4"),
        )
        in_its_colours = converted(ready)
        measure(
            "(h) ready frames, converted, into the encoder",
            lambda: encode(lambda index: in_its_colours[index % len(ready)], count, folder / "converted.mp4"),
        )
        measure("(i) a held picture", lambda: render(Held, seconds, folder))
        measure("(j) a held picture, manim's own encoder", lambda: render(HeldByManim, seconds, folder))
        measure("(f) always_redraw + plot_implicit_curve", lambda: render(Naive, seconds, folder))
        if find_spec("matplotlib"):
            draw = matplotlib_frames(count)
            measure("(g) matplotlib into the encoder", lambda: encode(draw, count, folder / "matplotlib.mp4"))
        else:
            print("(g) is left out; to run it: ./run pip install --group benchmarks -c constraints.txt")

    own, empty = times["(a) the growing diamond"], times["(d) an empty manim scene"]
    table = Table(title=f"{seconds:g} s at 1080p{FRAME_RATE}")
    for heading in ("what", "seconds", "relative to (d)", "relative to (a)", "CPU ms a frame", "relative to (h)"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    for label, taken in times.items():
        each = 1000 * work[label] / count
        alone = work["(h) ready frames, converted, into the encoder"]
        table.add_row(
            label,
            f"{taken:.2f}",
            f"{taken / empty:.2f} ×",
            f"{taken / own:.2f} ×",
            f"{each:.1f}",
            f"{work[label] / alone:.2f} ×",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
