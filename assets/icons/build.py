#!/usr/bin/env python3
"""Builds epn-icons.ttf: the glyphs of icons.txt, taken from two icon fonts, at the code points of icons.txt.

Needs fonttools, and the fonts of the packages @tabler/icons-webfont 3.49.0 (MIT) and lucide-static 1.62.0 (ISC):
    python3 build.py TABLER_TTF LUCIDE_TTF epn-icons.ttf
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FAMILY = "EPN Icons"


def wanted():
    """The lines of icons.txt: (name in the suite, code point, source font, name in the source font)."""
    for line in (Path(__file__).parent / "icons.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, code, source, glyph = line.split()
            yield name, int(code, 16), source, glyph


def copy_glyph(source, glyph, target):
    """Draws a glyph of `source` at the size and in the box that the glyphs of `target` have."""
    factor = target["head"].unitsPerEm / source["head"].unitsPerEm
    drop = target["hhea"].descent - source["hhea"].descent * factor
    pen = TTGlyphPen(None)
    source.getGlyphSet()[glyph].draw(TransformPen(pen, (factor, 0, 0, factor, 0, drop)))
    name = f"lucide.{glyph}"
    target["glyf"][name] = pen.glyph()
    target["hmtx"][name] = (target["head"].unitsPerEm, 0)
    return name


def main(tabler_path, lucide_path, out):
    tabler, lucide = TTFont(tabler_path), TTFont(lucide_path)
    by_name = {name: code for code, name in tabler.getBestCmap().items()}
    cmap = {}
    for _, code, source, glyph in wanted():
        if source == "tabler":
            assert glyph in by_name, f"tabler has no {glyph}"
            cmap[code] = glyph
        else:
            cmap[code] = copy_glyph(lucide, glyph, tabler)
    tabler.setGlyphOrder(tabler.getGlyphOrder())
    for table in tabler["cmap"].tables:
        table.cmap = dict(cmap)
    for record in list(tabler["name"].names):
        if record.nameID in (1, 4, 16):
            tabler["name"].setName(FAMILY, record.nameID, record.platformID, record.platEncID, record.langID)
        elif record.nameID == 6:
            tabler["name"].setName("EPNIcons", 6, record.platformID, record.platEncID, record.langID)
    options = subset.Options(name_IDs=["*"], notdef_outline=True, layout_features=[])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=cmap)
    subsetter.subset(tabler)
    # The webfont's side bearings are all 0: renderers that heed them would draw every icon off centre.
    for name, (advance, _) in tabler["hmtx"].metrics.items():
        glyph = tabler["glyf"][name]
        glyph.recalcBounds(tabler["glyf"])
        tabler["hmtx"][name] = (advance, glyph.xMin)
    tabler.save(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
