"""Makes the damaged example pages from the clean ones, as a mirror would print them."""

from pathlib import Path

from shilu.restore.simulate import commonest, damage

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

#: What the mirror glosses: the bytes of the last two also stand across two characters of the page.
GLOSSED = (*commonest(120), "貢", "戀")


def main() -> None:
    """Write `NAME-mirrored` beside each clean page."""
    for name in ("visit.txt", "visit-web.html"):
        page = EXAMPLES / name
        damaged = damage(page.read_text("utf-8"), table=GLOSSED, markup=page.suffix == ".html")
        page.with_stem(f"{page.stem}-mirrored").write_text(damaged, "utf-8")


if __name__ == "__main__":
    main()
