"""The pictures of a result, as SVG made here: rates with intervals, trend, and the curve.

Every picture says in words what it shows, and the same figures stand in a table beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

INK, QUIET, BAND = "#0b0c0c", "#505a5f", "#1d70b8"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
WIDTH = 560


@dataclass(frozen=True)
class Point:
    """A labelled rate with its interval, as shares between 0 and 1."""

    label: str
    rate: float
    low: float
    high: float


def rates(points: list[Point], *, whole: Point | None) -> str:
    """Rates with their intervals, highest first, and the whole as a thin line."""
    import altair as alt

    data = _data([_row(point) for point in points])
    order = [p.label for p in sorted(points, key=lambda p: (-p.rate, p.label))]
    label = alt.Y("label:N", sort=order, title=None)
    base = alt.Chart(data, width=WIDTH - 180, height=alt.Step(30))
    layers: list[Any] = [
        base.mark_rule(strokeWidth=3, color=BAND, opacity=0.6).encode(
            x=_share("low:Q"), x2="high:Q", y=label
        ),
        base.mark_point(filled=True, size=80, color=INK, opacity=1).encode(x="rate:Q", y=label),
    ]
    if whole is not None:
        line = alt.Chart(_data([_row(whole)]))
        layers.insert(0, line.mark_rule(strokeDash=[4, 3], color=QUIET).encode(x="rate:Q"))
    return _svg(alt.layer(*layers))


def trend(points: list[Point]) -> str:
    """Rates by period, in order, with the interval as a band."""
    import altair as alt

    data = _data([_row(point) for point in points])
    base = alt.Chart(data, width=WIDTH - 60, height=240)
    period = alt.X("label:O", sort=None, title=None, axis=alt.Axis(labelAngle=0))
    return _svg(
        alt.layer(
            base.mark_area(color=BAND, opacity=0.2).encode(
                x=period, y=_share("low:Q", axis=alt.Y), y2="high:Q"
            ),
            base.mark_line(color=INK).encode(x=period, y="rate:Q"),
            base.mark_point(filled=True, color=INK, size=50, opacity=1).encode(
                x=period, y="rate:Q"
            ),
        )
    )


def curve(points: list[tuple[int, float]]) -> str:
    """Share with no proven reoffence by each day since the index day."""
    import altair as alt

    data = _data([{"day": day, "free": round(share, 6)} for day, share in points])
    base = alt.Chart(data, width=WIDTH - 60, height=240)
    day = alt.X("day:Q", title="Days since the index day", axis=alt.Axis(tickMinStep=30))
    free = alt.Y(
        "free:Q",
        title="No proven reoffence yet",
        axis=alt.Axis(format=".0%"),
        scale=alt.Scale(domain=[0, 1]),
    )
    return _svg(base.mark_line(interpolate="step-after", color=BAND).encode(x=day, y=free))


def _data(rows: list[dict[str, Any]]) -> Any:
    import altair as alt

    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def _row(point: Point) -> dict[str, Any]:
    """Rounded well below a pixel, so that a result read again from its JSON draws the same bytes."""
    rate, low, high = (round(share, 6) for share in (point.rate, point.low, point.high))
    return {"label": point.label, "rate": rate, "low": low, "high": high}


def _share(field: str, axis: Any = None) -> Any:
    import altair as alt

    return (axis or alt.X)(
        field, title="Reoffended", axis=alt.Axis(format=".0%"), scale=alt.Scale(zero=True)
    )


def _svg(chart: Any) -> str:
    import vl_convert

    quiet = {"labelColor": INK, "titleColor": INK, "labelFontSize": 14, "titleFontSize": 14}
    drawn = (
        chart.configure(font=FONT, background="white")
        .configure_view(stroke=None)
        .configure_axis(gridColor="#e0e0e0", labelLimit=180, titleFontWeight="normal", **quiet)
    )
    svg: str = vl_convert.vegalite_to_svg(drawn.to_dict())
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
