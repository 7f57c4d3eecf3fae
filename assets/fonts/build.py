#!/usr/bin/env python3
"""Builds the bundled fonts from their originals (both under the OFL, neither with a reserved name).

Needs fonttools, the fonts of the package @expo-google-fonts/atkinson-hyperlegible-next 0.4.1, and Debian's
fonts-noto-core:
    python3 build.py ATKINSON_REGULAR_TTF ATKINSON_BOLD_TTF NOTO_FOLDER

Atkinson gets what French typesetting needs and it lacks: U+202F, the narrow no-break space, drawn as the thin space.
Noto Sans Arabic keeps the Arabic blocks only.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
ARABIC = "U+0020,U+00A0,U+0600-06FF,U+0750-077F,U+200C-200F,U+202A-202E,U+2066-2069,U+FB50-FBFF,U+FDF0-FDFF,U+FE70-FEFF"


def latin(source, weight):
    font = TTFont(source)
    thin = font.getBestCmap()[0x2009]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x202F] = thin
    font.save(HERE / f"AtkinsonHyperlegibleNext-{weight}.ttf")


def arabic(folder, weight):
    name = f"NotoSansArabic-{weight}.ttf"
    subset.main([
        str(Path(folder) / name),
        f"--unicodes={ARABIC}",
        "--layout-features=*",
        "--name-IDs=*",
        "--notdef-outline",
        f"--output-file={HERE / name}",
    ])


if __name__ == "__main__":
    regular, bold, noto = sys.argv[1:]
    latin(regular, "Regular")
    latin(bold, "Bold")
    arabic(noto, "Regular")
    arabic(noto, "Bold")
