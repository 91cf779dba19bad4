"""A robot learns to tell characters by heart or by what they share: both fit, and a small size has to choose."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    AnimationGroup,
    Circle,
    Circumscribe,
    FadeIn,
    FadeOut,
    Flash,
    LaggedStart,
    ManimColor,
    ReplacementTransform,
    RoundedRectangle,
    Transform,
    TransformFromCopy,
    VGroup,
    VMobject,
    there_and_back_with_pause,
)

from sparsity.facts.characters.strokes import Character
from sparsity.facts.memory import MemoryFacts
from sparsity.stage.actors.characters import Glyph, writing
from sparsity.stage.actors.marks import light_up
from sparsity.stage.actors.robot import Robot
from sparsity.stage.charts.bars import Bars
from sparsity.stage.charts.slots import slot_colors, weights_in
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import GHOST_STROKE, MARK_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import BODY, LABEL, SMALL, TITLE, Typeset, formula, prose
from sparsity.stage.pictures.headed_picture import HeadedScene
from sparsity.stage.writing.live_number import Readout

# Share of a wide frame's width that the characters take.
_CARDS_SHARE = 0.58
_GUTTER = 0.5
# A card: room around it, for the meaning in it, and for the answer under it.
_CARD_GAP = 0.14
_MEANING = 0.38
_ANSWER = 0.54
_LARGEST_CARD = 1.5
_WIDEST_CARD = 1.25  # of its height without the meaning
_ANSWER_RADIUS = 0.2
_ROUND = 0.1
# Share of a card that the character takes.
_INK = 0.84
# How far back towards memory the weight is moved, as a share, to see its size grow: the robot still smiles there.
_BACK = 0.6
# The new character in the last picture, and what is below the robots there.
_NEW_SIDE = 0.5
_ROW_GAP = 0.2


class Card(VGroup):
    """A character with its meaning, and under it the answer that is wanted.

    Provides
    --------
    frame, glyph, meaning, ring, digit
        Its parts; the meaning is empty where there is no room.
    """

    def __init__(
        self, of: Character, wanted: int, center: npt.ArrayLike, width: float, side: float, *, with_meaning: bool
    ) -> None:
        theme = current_theme()
        self.of = of
        x, y = np.asarray(center, dtype=np.float64)[:2]
        meaning_height = _MEANING if with_meaning else 0.0
        height = side + meaning_height
        self.frame = RoundedRectangle(_ROUND, height=height, width=width).set_stroke(theme.muted, GHOST_STROKE)
        self.frame.move_to((x, y + _ANSWER / 2, 0))
        top = float(self.frame.get_top()[1])
        self.glyph = Glyph(of, (x, top - side / 2, 0), _INK * side, color=theme.ink)
        self.meaning: VMobject = VGroup()
        if with_meaning:
            self.meaning = meaning_of(of, theme.muted).move_to((x, top - side - meaning_height / 2 + 0.06, 0))
        place = (x, float(self.frame.get_bottom()[1]) - _ANSWER / 2, 0)
        self.ring = Circle(_ANSWER_RADIUS, color=theme.muted, stroke_width=GHOST_STROKE).move_to(place)
        self.digit = formula("{wanted:~}", size=SMALL, color=theme.ink, wanted=float(wanted)).move_to(place)
        super().__init__(self.frame, self.glyph, self.meaning, self.ring, self.digit)

    def show_score(self, score: float) -> None:
        """Say by its looks whether a score is the answer wanted, which is 1."""
        theme = current_theme()
        is_right = math.isclose(score, 1, rel_tol=1e-9)
        color = theme.solution if is_right else theme.loss
        self.frame.set_stroke(color, MARK_STROKE)
        self.ring.set_fill(color, float(is_right)).set_stroke(color)
        self.digit.set_fill(theme.background if is_right else theme.ink)


class MemoryAndPattern(HeadedScene):
    """Why fit alone is not enough to learn, and what regularization is.

    Attributes
    ----------
    learned
        Chinese characters to be learned, 2 to 8, all different, all with the part 扌 (a hand).
    others
        Characters that they are to be told from, 1 to 8, all different, none with that part.
    new
        Another character with the part, not among those learned.
    """

    learned = ("把", "打", "扒", "捕", "拉")
    others = ("明", "河", "林", "吃", "红")
    new = "推"

    facts_of = MemoryFacts
    facts: MemoryFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.lay_out()
        self.set_the_task()
        self.look_inside()
        self.learn_by_heart()
        self.move_to_the_pattern()
        self.ask_for_a_small_size()
        self.sum_up()

    # What stays

    def lay_out(self) -> None:
        """Divide the frame: headline on top, cards beside the robot or, in tall frames, above it."""
        self.divide()
        safe, room = self.layout.safe, self.room
        if safe.width > 0.85 * safe.height:
            middle = safe.left + _CARDS_SHARE * safe.width
            self.for_cards = Region(safe.left, room.bottom, middle - _GUTTER / 2, room.top)
            for_robot = Region(middle + _GUTTER / 2, room.bottom, safe.right, room.top)
            height = min(for_robot.height, 1.35 * for_robot.width)
            self.for_robot = Region.centred(for_robot.center, for_robot.width, height)
        else:
            middle = room.bottom + 0.45 * room.height
            self.for_cards = Region(safe.left, middle + _GUTTER / 2, safe.right, room.top)
            self.for_robot = Region(safe.left, room.bottom, safe.right, middle - _GUTTER / 2)
        self.make_cards()
        self.robot = Robot(self.for_robot)
        # Nobody knows yet what is in there.
        self.riddle = prose("?", size=3 * TITLE, color=self.theme.grid, bold=True)
        self.riddle.move_to(self.robot.inside.center)
        self.bars, self.slots = weights_in(self.robot.inside, self.facts.learned_characters)

    def make_cards(self) -> None:
        """Make the cards of all characters, in rows of equal cards: learned, others, new."""
        facts, room = self.facts, self.for_cards
        columns = max(len(facts.learned), len(facts.others))
        pitch = min(room.width / columns, _LARGEST_CARD + _CARD_GAP)
        everyone = [*facts.learned_characters, *facts.other_characters, facts.new_character]
        widest = max(meaning_of(one, self.theme.muted).width for one in everyone)
        row_height = room.height / 3
        side = min(pitch - _CARD_GAP, row_height - _ANSWER - _MEANING - _CARD_GAP)
        width = min(pitch - _CARD_GAP, _WIDEST_CARD * side)
        with_meaning = widest + 0.1 < width
        row_height = min(row_height, side + _MEANING + _ANSWER + 2 * _CARD_GAP)
        top = float(room.center[1]) + 1.5 * row_height

        def row(number: int, members: Sequence[Character], wanted: int) -> list[Card]:
            y = top - (number + 0.5) * row_height
            lefts = [room.left + width / 2 + column * pitch for column in range(len(members))]
            return [
                Card(one, wanted, (x, y, 0), width, side, with_meaning=with_meaning)
                for one, x in zip(members, lefts, strict=True)
            ]

        self.learned_cards = row(0, facts.learned_characters, 1)
        self.other_cards = row(1, facts.other_characters, 0)
        (self.new_card,) = row(2, [facts.new_character], 1)
        self.beside_new = Region(
            room.left + pitch + _CARD_GAP, top - 3 * row_height, room.right, float(self.new_card.frame.get_top()[1])
        )

    def color_slots(self, slots: VGroup, weights: npt.NDArray[np.float64]) -> list[Any]:
        """Animate the slots to these colours."""
        glyphs = cast("list[Glyph]", slots.submobjects)
        colors = slot_colors(weights)
        return [glyph.strokes.animate.set_fill(color) for glyph, color in zip(glyphs, colors, strict=True)]

    # Beat 1

    def set_the_task(self) -> None:
        """Write the characters, with the answers wanted."""
        facts = self.facts
        self.open_with("How should a robot learn this?")
        cards = [*self.learned_cards, *self.other_cards]
        self.add(self.robot, self.riddle, *(card.frame for card in cards))
        for card in cards:
            self.add(card.glyph.set_written(0))
        with self.beat("the-task", "A task for a robot"):
            self.say(
                "A robot is to answer 1 for these {n:~} characters, and 0 for those.",
                spoken="These mean {ones}; those, {zeros}.",
                n=float(len(facts.learned)),
                ones=", ".join(one.meaning for one in facts.learned_characters),
                zeros=", ".join(zero.meaning for zero in facts.other_characters),
            )
            for row in (self.learned_cards, self.other_cards):
                self.play(writing([card.glyph for card in row]), run_time=1.6)
                self.play(
                    FadeIn(*(part for card in row for part in (card.meaning, card.ring, card.digit))), run_time=0.5
                )
            self.attend(*(card.digit for card in cards))
            self.say("These share three strokes: a _hand_.")
            hands = [stroke for card in self.learned_cards for stroke in card.glyph.hand]
            lit = [Transform(stroke, light_up(stroke.copy())) for stroke in hands]
            self.play(LaggedStart(*lit, lag_ratio=0.25), run_time=1.8)
            self.attend(*(card.glyph.hand for card in self.learned_cards))

    # Beat 2

    def look_inside(self) -> None:
        """Name features, weights and model."""
        self.attend()
        with self.beat("features-and-weights", "Features and weights"):
            self.say("Its _model_: a _weight_ for each one seen and for the hand, its _features_.")
            self.change_headline("Model: one weight per feature", FadeOut(self.riddle))
            glyphs = cast("list[Glyph]", self.slots.submobjects)
            *one_each, part = glyphs
            into_slots = [
                TransformFromCopy(card.glyph.strokes, slot.strokes)
                for card, slot in zip(self.learned_cards, one_each, strict=True)
            ]
            self.play(LaggedStart(*into_slots, lag_ratio=0.3), run_time=1.7)
            hands = [card.glyph.hand.copy() for card in self.learned_cards]
            self.play(*(Transform(hand, part.strokes.copy()) for hand in hands), run_time=0.9)
            # All have become one.
            self.remove(*hands)
            self.add(self.slots)
            self.play(FadeIn(self.bars), run_time=0.4)
            for share in (0.5, 0.2):
                self.play(self.bars.sweep_to(self.facts.mixture(share)), run_time=0.7)
            self.attend(self.robot.eyes)

    # Beat 3

    def learn_by_heart(self) -> None:
        """Give each character seen its own weight: right on all of them, wrong on a new one."""
        facts, card = self.facts, self.new_card
        with self.beat("by-heart", "Learned by heart"):
            self.say("By heart: weight 1 on each one seen, and all is right.")
            self.change_headline("Learned by heart?")
            self.play(self.bars.sweep_to(facts.by_heart), run_time=1)
            self.play(
                self.confirm([*self.learned_cards, *self.other_cards]),
                self.robot.mood_to(1),
                *self.color_slots(self.slots, facts.by_heart),
                run_time=1.6,
            )
            self.attend(self.robot.eyes)
            self.say("But a new one scores 0. This is _over-fitting_.")
            self.add(card.frame, card.glyph.set_written(0))
            self.play(writing([card.glyph]), run_time=1)
            self.score = Readout('"score"', 1.0, extra_decimals=1, color=self.theme.ink)
            self.put_beside_new(self.score)
            score = facts.score_of_new(facts.by_heart)
            self.score.set_value(score)
            card.show_score(score)
            self.play(FadeIn(card.meaning, card.ring, card.digit, self.score), self.robot.mood_to(-1), run_time=0.8)
            self.change_headline("Over-fitting: wrong on the new")
            self.attend(self.score, self.robot.eyes)

    def put_beside_new(self, *rows: VMobject) -> None:
        """Put rows next to the new character, and small enough for the room that there is."""
        room = self.beside_new
        stack = VGroup(*rows).arrange(DOWN, buff=0.28, aligned_edge=LEFT)
        stack.scale(min(1.0, room.width / stack.width, room.height / stack.height))
        stack.move_to((room.left, room.center[1], 0), aligned_edge=LEFT)

    def confirm(self, cards: Sequence[Card]) -> AnimationGroup:
        """Fill the answers of cards that come out as wanted."""
        theme = self.theme
        changes: list[Any] = [
            [
                card.ring.animate.set_fill(theme.solution, 1).set_stroke(theme.solution),
                card.digit.animate.set_fill(theme.background),
            ]
            for card in cards
        ]
        return LaggedStart(*(AnimationGroup(*pair) for pair in changes), lag_ratio=0.2)

    # Beat 4

    def move_to_the_pattern(self) -> None:
        """Slide the weight to the part: all between fits, the new one comes right, and a weight of zero is ignored."""
        card = self.new_card
        with self.beat("the-pattern", "The pattern"):
            self.say("Move the weight to the hand: now the new one is right, too.")
            self.attend()
            self.change_headline("Or by the pattern?")
            self.play(self.share_sweep(0, 1), run_time=3.2)
            self.play(Flash(card.ring, color=self.theme.solution, flash_radius=0.35), run_time=0.6)
            self.say("Hollow dots are weights of zero: features _ignored_.")
            dots: Any = self.bars.dots
            lit = dots.animate(rate_func=there_and_back_with_pause)
            self.play(lit.set_stroke(self.theme.contact, MARK_STROKE), run_time=2.5)
            self.attend(self.slots[-1], card.glyph.hand, *(card.glyph.hand for card in self.learned_cards))

    def share_sweep(self, start: float, end: float, *readouts: Readout) -> Sweep:
        """Animate the mixtures between memory and pattern, the score of the new one, and sizes if there are any."""
        facts = self.facts

        def follow(share: float) -> None:
            weights = facts.mixture(share)
            self.bars.set_values(weights)
            slots = cast("list[Glyph]", self.slots.submobjects)
            for slot, color in zip(slots, slot_colors(weights), strict=True):
                slot.strokes.set_fill(color)
            score = facts.score_of_new(weights)
            self.score.set_value(score)
            self.new_card.show_score(score)
            self.robot.set_mood(mood_at(score))
            for readout, size in zip(readouts, (float(np.abs(weights).sum()), facts.squares(weights)), strict=False):
                readout.set_value(size)

        card = self.new_card
        moved = (self.bars, self.slots, self.score, self.robot.mouth, card.frame, card.ring, card.digit, *readouts)
        return Sweep(*moved, follow=follow, start=start, end=end)

    # Beat 5

    def ask_for_a_small_size(self) -> None:
        """Wish for a small size besides the fit, and find that there are two."""
        facts = self.facts
        n = float(len(facts.learned))
        added = Readout('"weights added up"', n, extra_decimals=1, color=self.theme.l1, size=BODY)
        squared = Readout('"squares added up"', n, extra_decimals=1, color=self.theme.l2, size=BODY)
        added.set_value(float(np.abs(facts.by_part).sum()))
        squared.set_value(facts.squares(facts.by_part))
        with self.beat("a-small-size", "A small size"):
            self.say("Besides the fit, _regularization_ asks for a small size.")
            self.change_headline("Regularization: a small size, too", FadeOut(self.score))
            self.put_beside_new(self.score, added, squared)
            self.play(FadeIn(self.score, added, squared), run_time=0.5)
            self.attend(added, squared)
            self.say("Add the weights up: smallest is the hand alone.")
            self.attend()
            # Whatever goes back to memory makes it larger.
            self.play(self.share_sweep(1, _BACK, added, squared), run_time=1.2)
            self.play(self.share_sweep(_BACK, 1, added, squared), run_time=1.2)
            self.play(Circumscribe(added, color=self.theme.l1, fade_out=True), run_time=0.9)
            self.say("Add up squares: smallest is a bit of everything.")
            # It falls, rises again, and is least between.
            self.play(self.share_sweep(1, _BACK, added, squared), run_time=1.2)
            self.play(self.share_sweep(_BACK, facts.share_least_squared, added, squared), run_time=0.9)
            self.play(Circumscribe(squared, color=self.theme.l2, fade_out=True), run_time=0.9)
        self.sizes = VGroup(added, squared)

    # Beat 6

    def sum_up(self) -> None:
        """Show both smallest answers, each in a robot of its own, with what it scores on the new character."""
        facts, safe = self.facts, self.layout.safe
        note = prose(
            "The robot is a picture for thinking; weights, sizes and scores are computed.",
            size=SMALL,
            color=self.theme.muted,
            width=safe.width,
        )
        note.move_to((safe.left, safe.bottom, 0), aligned_edge=DOWN + LEFT)
        room = Region(safe.left, float(note.get_top()[1]) + 0.3, safe.right, self.room.top)
        added, squared = facts.least_added.vertices[0], facts.least_squared.vertices[0]
        pictures = [
            self.answer_picture(region, weights, words, size, color)
            for region, weights, words, size, color in zip(
                halves(room),
                (added, squared),
                ('"weights added up"', '"squares added up"'),
                (float(np.abs(added).sum()), facts.squares(squared)),
                (self.theme.l1, self.theme.l2),
                strict=True,
            )
        ]
        cards = [*self.learned_cards, *self.other_cards, self.new_card]
        (left, left_bars, left_slots, left_words), (right, right_bars, right_slots, right_words) = pictures
        left_bars.set_values(squared)
        self.attend()
        with self.beat("small-in-which-sense", "Small in which sense?"):
            self.say("Both fit, but differ on the new one: small in which sense?")
            self.change_headline("Small in which sense?", FadeOut(*cards, self.score, self.sizes))
            was = (self.robot, self.bars, self.slots)
            now = (right, right_bars, right_slots)
            self.play(
                *(TransformFromCopy(*pair) for pair in zip(was, (left, left_bars, left_slots), strict=True)),
                *(ReplacementTransform(*pair) for pair in zip(was, now, strict=True)),
                run_time=1.2,
            )
            self.play(left_bars.sweep_to(added), *self.color_slots(left_slots, added), run_time=1)
            for bars, words in ((left_bars, left_words), (right_bars, right_words)):
                labels = bars.label_tips([self.weight_label(weight) for weight in bars.values])
                self.play(FadeIn(labels, words), run_time=0.5)
            self.play(FadeIn(note), run_time=0.4)
            self.wait(1.2)

    def weight_label(self, weight: float) -> Typeset:
        """A weight as it stands beyond its bar."""
        return formula(self.facts.in_fractions(weight), size=SMALL, color=self.theme.ink)

    def answer_picture(
        self, region: Region, weights: npt.NDArray[np.float64], words: str, size: float, color: ManimColor
    ) -> tuple[Robot, Bars, VGroup, VGroup]:
        """A robot that fits a region, its weights, what they are for, and below how small and how good they are."""
        facts = self.facts
        statement = formula(f"{words} = {{least}}", size=LABEL, color=color, least=facts.in_fractions(size))
        score = facts.score_of_new(weights)
        readout = Readout('"score"', 1.0, extra_decimals=1, color=self.theme.ink, size=LABEL).set_value(score)
        new = Glyph(facts.new_character, (0, 0, 0), _NEW_SIDE, color=self.theme.ink)
        on_new = VGroup(new, readout).arrange(RIGHT, buff=_ROW_GAP)
        below = VGroup(statement, on_new).arrange(DOWN, buff=_ROW_GAP)
        below.move_to((region.center[0], region.bottom, 0), aligned_edge=DOWN)
        width = min(region.width, 1.15 * (region.height - below.height - 0.25))
        left = float(region.center[0]) - width / 2
        robot = Robot(Region(left, float(below.get_top()[1]) + 0.25, left + width, region.top))
        robot.set_mood(mood_at(score))
        bars, slots = weights_in(robot.inside, facts.learned_characters)
        return robot, bars.set_values(weights).paint(color), slots, below


def mood_at(score: float) -> float:
    """How a robot looks at the score of the new character: the less it learned for the next one, the less it smiles."""
    return 2 * score - 1


def halves(room: Region) -> tuple[Region, Region]:
    """Two equal parts of a region: beside each other, or one above the other where it is tall."""
    if room.width > room.height:
        x = float(room.center[0])
        left = Region(room.left, room.bottom, x - _GUTTER / 2, room.top)
        return left, Region(x + _GUTTER / 2, room.bottom, room.right, room.top)
    y = float(room.center[1])
    upper = Region(room.left, y + _GUTTER / 2, room.right, room.top)
    return upper, Region(room.left, room.bottom, room.right, y - _GUTTER / 2)


def meaning_of(one: Character, color: ManimColor) -> Typeset:
    """What a character means, in the smallest type."""
    return prose("{meaning}", size=SMALL, color=color, meaning=one.meaning)
