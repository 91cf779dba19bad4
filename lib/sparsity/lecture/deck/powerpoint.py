"""A deck for PowerPoint and its relatives."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Slides
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide
from pptx.util import Inches, Length, Pt

from sparsity.lecture.deck.slides import BeatSlide, Deck, SceneSlides
from sparsity.stage.look.theme import Theme

# PowerPoint's own short side; the other follows from the aspect ratio.
_SHORT_SIDE = Inches(7.5)
_TITLE_SLIDE, _TITLE_ONLY = 0, 5
# The first that a zip file can have: a deck is as old as its content, which the manifests date.
_DATE = datetime(1980, 1, 1, tzinfo=UTC)
# On every Windows and Mac, and a relative of the letters in the pictures.
_FONT = "Georgia"
# The colours that PowerPoint offers; text is in the first and the background in the second by default.
_SCHEME = {
    "dk1": "ink",
    "lt1": "background",
    "dk2": "muted",
    "lt2": "grid",
    "accent1": "l1",
    "accent2": "l2",
    "accent3": "solution",
    "accent4": "lp",
    "accent5": "loss",
    "accent6": "contact",
    "hlink": "solution",
    "folHlink": "lp",
}
# What PowerPoint writes for "start automatically": the first effect of the slide, after the previous one, is a
# call to the movie. The second part is the movie itself with its controls.
_PLAY_ON_ARRIVAL = """\
<p:timing {namespaces}><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>
  <p:seq concurrent="1" nextAc="seek">
    <p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>
      <p:par><p:cTn id="3" fill="hold">
        <p:stCondLst><p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond></p:stCondLst>
        <p:childTnLst><p:par><p:cTn id="4" fill="hold">
          <p:stCondLst><p:cond delay="0"/></p:stCondLst>
          <p:childTnLst><p:par>
            <p:cTn id="5" presetID="1" presetClass="mediacall" presetSubtype="0" fill="hold" nodeType="afterEffect">
              <p:stCondLst><p:cond delay="0"/></p:stCondLst>
              <p:childTnLst><p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr>
                <p:cTn id="6" dur="{milliseconds}" fill="hold"/>
                <p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>
              </p:cBhvr></p:cmd></p:childTnLst>
            </p:cTn>
          </p:par></p:childTnLst>
        </p:cTn></p:par></p:childTnLst>
      </p:cTn></p:par>
    </p:childTnLst></p:cTn>
    <p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>
    <p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst>
  </p:seq>
  <p:video><p:cMediaNode vol="80000">
    <p:cTn id="7" fill="hold" display="0"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst></p:cTn>
    <p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>
  </p:cMediaNode></p:video>
</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"""
_DECORATIVE = """\
<a:extLst {namespaces}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">
  <adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>
</a:ext></a:extLst>"""


def powerpoint_deck(deck: Deck) -> bytes:
    """Write a deck as a PPTX file: clips play when one arrives at their slide, and stop at their last picture."""
    slides = _empty_slides(deck)
    for scene in deck.scenes:
        _add_title_slide(slides, scene, deck.story)
        for beat in scene.beats:
            _add_beat_slide(slides, scene, beat)
    file = BytesIO()
    slides.save(file)
    return _undated(file)


def _undated(file: BytesIO) -> bytes:
    """The same file with the same time for all its parts: equal decks are equal files."""
    undated = BytesIO()
    with ZipFile(file) as given, ZipFile(undated, "w") as written:
        for part in given.infolist():
            entry = ZipInfo(part.filename, (_DATE.year, _DATE.month, _DATE.day, 0, 0, 0))
            entry.compress_type = part.compress_type
            written.writestr(entry, given.read(part))
    return undated.getvalue()


def _empty_slides(deck: Deck) -> Slides:
    slides = Presentation()
    properties = slides.core_properties
    properties.title = deck.title
    properties.last_modified_by = ""
    properties.language = "en"
    properties.created = properties.modified = _DATE
    # python-pptx begins with a file of its own, and that with a picture of itself.
    package = slides.part.package
    for number, relation in list(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(number)
    _resize(slides, deck.size)
    _use_theme(slides, deck.theme)
    return slides


def _resize(slides: Slides, size: tuple[int, int]) -> None:
    """Change the size of all slides, and stretch what the layouts offer for slides of one's own."""
    old = slides.slide_width or 1, slides.slide_height or 1
    new = [Length(round(side * _SHORT_SIDE / min(size))) for side in size]
    slides.slide_width, slides.slide_height = new
    wide, high = (now / then for now, then in zip(new, old, strict=True))
    for layout in [slides.slide_master, *slides.slide_layouts]:
        for place in layout.element.iter(qn("a:off"), qn("a:ext")):
            for name, factor in {"x": wide, "cx": wide, "y": high, "cy": high}.items():
                if name in place.attrib:
                    place.set(name, str(round(int(place.get(name)) * factor)))


def _use_theme(slides: Slides, theme: Theme) -> None:
    """Put colours and letters into the theme of the file, so that added slides have them too."""
    part = slides.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    tree = parse_xml(part.blob)
    colors = theme.roles()
    for place, role in _SCHEME.items():
        element = tree.find(f".//{qn('a:clrScheme')}/{qn(f'a:{place}')}")
        element[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colors[role].to_hex().lstrip("#")}"/>')]
    for letters in tree.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        letters.set("typeface", _FONT)
    # python-pptx keeps this part as bytes and has no other way to change them.
    part._blob = serialize_part_xml(tree)


def _add_title_slide(slides: Slides, scene: SceneSlides, story: str) -> None:
    slide = slides.slides.add_slide(slides.slide_layouts[_TITLE_SLIDE])
    width, height = slides.slide_width or 0, slides.slide_height or 0
    # A hundredth of what the words have to fit into; a wide slide has room beside them.
    unit = min(0.75 * width, height) / 100
    left, across = round(9 * unit), round(width - 18 * unit)
    middle = 0.44 * height
    title, summary = slide.placeholders
    _write(title, scene.title, 7.2 * unit, MSO_ANCHOR.BOTTOM, bold=True)
    title.left, title.top, title.width, title.height = left, 0, across, round(middle)
    _write(summary, scene.summary, 4.2 * unit, MSO_ANCHOR.TOP)
    summary.left, summary.top, summary.width, summary.height = left, round(middle + 7 * unit), across, round(30 * unit)
    rule = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, left, round(middle + 3 * unit), round(15 * unit), round(0.35 * unit)
    )
    rule.fill.solid()
    rule.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    rule.line.fill.background()
    rule.element.nvSpPr.cNvPr.append(parse_xml(_DECORATIVE.format(namespaces=nsdecls("a"))))
    slide.notes_slide.notes_text_frame.text = f"{story}\n{scene.summary}"


def _write(place: SlidePlaceholder, words: str, size: float, anchor: MSO_ANCHOR, *, bold: bool = False) -> None:
    frame = place.text_frame
    frame.text = words
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = 0
    (paragraph,) = frame.paragraphs
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.font.size = Pt(round(Length(round(size)).pt))
    paragraph.font.bold = bold
    paragraph.font.color.theme_color = MSO_THEME_COLOR.TEXT_1


def _add_beat_slide(slides: Slides, scene: SceneSlides, beat: BeatSlide) -> None:
    slide = slides.slides.add_slide(slides.slide_layouts[_TITLE_ONLY])
    width, height = slides.slide_width or 0, slides.slide_height or 0
    title = slide.shapes.title
    # Outline and screen readers need it; the picture has a heading of its own, so it stays above the slide.
    title.text_frame.text = f"{scene.title}: {beat.name}"
    title.left, title.top, title.width, title.height = 0, -Inches(1.1), width, Inches(1)
    movie = slide.shapes.add_movie(
        str(beat.clip.file), 0, 0, width, height, poster_frame_image=str(beat.still), mime_type="video/mp4"
    )
    movie.name = beat.name
    movie.element.nvPicPr.cNvPr.set("descr", beat.notes)
    _play_on_arrival(slide, movie.shape_id, beat.clip.duration)
    slide.notes_slide.notes_text_frame.text = beat.notes


def _play_on_arrival(slide: Slide, shape: int, duration: float) -> None:
    timing = parse_xml(
        _PLAY_ON_ARRIVAL.format(namespaces=nsdecls("p"), shape=shape, milliseconds=round(duration * 1000))
    )
    given = slide.element.find(qn("p:timing"))
    slide.element.replace(given, timing)
