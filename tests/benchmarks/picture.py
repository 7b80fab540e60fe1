"""The picture of a run: for each table, how a worked job fares in each library."""

from collections.abc import Mapping
from html import escape

WIDTH = 480  # its letters stay readable at the width of a phone
BAR = 15
LABEL = 130
SCALE = 95  # pixels for pydantic's time
LONGEST = 2.8  # times pydantic's; what takes longer is cut and says so

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #333 } .title { font-weight: 600 } .bar { fill: #b8bec6 }
.ours { fill: #1f77b4 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .bar { fill: #5c636b } .ours { fill: #4aa3df } }
"""


def draw(tables: Mapping[str, Mapping[str, float]]) -> str:
    """An SVG of bars; tables give each library's time over pydantic's."""
    parts: list[str] = []
    top = 0
    for title, ratios in tables.items():
        parts.append(f'<text class="title" x="0" y="{top + 16}">{escape(title)}</text>')
        top += 24
        for place, (library, ratio) in enumerate(ratios.items()):
            parts.extend(_bar(library, ratio, top + place * (BAR + 4)))
        top += len(ratios) * (BAR + 4) + 14
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" '
        f'width="{WIDTH}" height="{top}" role="img" '
        f'aria-label="Time of each library as a multiple of pydantic\'s; shorter is faster">\n'
        f"<style>{_STYLE}</style>\n{body}\n</svg>\n"
    )


def _bar(library: str, ratio: float, top: int) -> list[str]:
    length = round(min(ratio, LONGEST) * SCALE, 1)
    style = "bar ours" if library == "rivertype" else "bar"
    cut = " (cut)" if ratio > LONGEST else ""
    return [
        f'<text x="{LABEL - 6}" y="{top + 12}" text-anchor="end">{escape(library)}</text>',
        f'<rect class="{style}" x="{LABEL}" y="{top}" width="{length}" height="{BAR}"/>',
        f'<text x="{LABEL + length + 5}" y="{top + 12}">{ratio:.2f}{cut}</text>',
    ]
