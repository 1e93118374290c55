"""Block: the names of the elements that keep their words apart from those around them."""

__all__ = ["NAMES"]

NAMES = frozenset(
    (
        "div div1 div2 div3 div4 div5 div6 div7 p ab l lg head sp speaker stage list item table "
        "row cell opener closer dateline salute signed postscript byline trailer"
    ).split()
)
