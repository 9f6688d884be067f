"""A question asked of a store, in the words that the command line and the page form share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from throughgate.common import values
from throughgate.common.errors import WrongUse
from throughgate.evidence import period, windows
from throughgate.evidence.nearest import did_you_mean
from throughgate.evidence.period import Period
from throughgate.evidence.windows import Window

MEASURES = ("proven", "local", "prolific")
INDEX_KINDS = ("release", "community", "caution")
LONGEST_DAYS = 3660
Flag = bool | str


@dataclass(frozen=True)
class Request:
    """What to count. Make it with `Request.parse`, which checks every word.

    `cohorts`: one period, or the periods of a trend. `index`: the kinds of event that can begin the
    follow-up, in the order of INDEX_KINDS. `severity` False leaves out the figures by level.
    """

    cohorts: tuple[Period, ...]
    follow_up: Window
    proof: Window
    measure: str = "proven"
    index: tuple[str, ...] = INDEX_KINDS
    quarters: bool = False
    same_day: bool = False
    by: tuple[str, ...] = ()
    trend: str = ""
    curve: bool = False
    at_risk: bool = False
    incomplete: bool = False
    exact_counts: bool = False
    severity: bool = True

    @classmethod
    def parse(
        cls,
        *,
        cohort: str = "",
        measure: str = "proven",
        index: str | Sequence[str] = "",
        quarters: Flag = False,
        follow_up: str = "",
        proof: str = "",
        same_day: Flag = False,
        by: str | Sequence[str] = "",
        trend: str = "",
        curve: Flag = False,
        at_risk: Flag = False,
        incomplete: Flag = False,
        exact_counts: Flag = False,
        severity: Flag = True,
    ) -> Request:
        """A request from words, as typed or as a form sends them; "" means the usual choice.

        Raises WrongUse with what to write instead.
        """
        _one_of(measure, MEASURES, what="measure")
        request = cls(
            cohorts=_cohorts(cohort, trend),
            measure=measure,
            index=_index(index),
            quarters=_flag(quarters),
            follow_up=_window(follow_up, measure, "follow_up", what="follow-up"),
            proof=_window(proof, measure, "proof", what="time for proof"),
            same_day=_flag(same_day),
            by=_listed(by),
            trend=trend.strip(),
            curve=_flag(curve),
            at_risk=_flag(at_risk),
            incomplete=_flag(incomplete),
            exact_counts=_flag(exact_counts),
            severity=_flag(severity),
        )
        _check_together(request)
        return request

    def words(self) -> dict[str, str]:
        """The request as `parse` takes it: the same words give the same request, and the same address."""
        said = {
            "measure": self.measure,
            "cohort": "" if self.trend else self.label,
            "trend": self.trend,
            "index": ",".join(self.index),
            "follow_up": self.follow_up.written,
            "proof": self.proof.written,
            "by": ",".join(self.by),
        }
        flags = ("quarters", "same_day", "curve", "at_risk", "incomplete", "exact_counts")
        said["severity"] = "yes" if self.severity else "no"
        return {**said, **{name: "yes" if getattr(self, name) else "" for name in flags}}

    @property
    def label(self) -> str:
        return self.trend or self.cohorts[0].label

    def entry_periods(self) -> tuple[tuple[int, Period], ...]:
        """(cohort number, period in which each person enters once): quarters where they are added."""
        if not self.quarters:
            return tuple(enumerate(self.cohorts))
        return tuple(
            (n, part) for n, cohort in enumerate(self.cohorts) for part in cohort.quarters()
        )


def _cohorts(cohort: str, trend: str) -> tuple[Period, ...]:
    if bool(cohort.strip()) == bool(trend.strip()):
        raise WrongUse(
            "Say which cohort (2023, 2023Q2, 2022-04..2023-03) or which trend (2010..2020), "
            "one of the two."
        )
    return period.parse_trend(trend) if trend.strip() else (period.parse(cohort),)


def _index(index: str | Sequence[str]) -> tuple[str, ...]:
    asked = _listed(index) or INDEX_KINDS
    for kind in asked:
        _one_of(kind, INDEX_KINDS, what="kind of index event")
    return tuple(kind for kind in INDEX_KINDS if kind in asked)


def _window(text: str, measure: str, name: str, *, what: str) -> Window:
    if text.strip():
        return windows.parse(text, what=what)
    key = f"local_{name}" if measure == "local" else name
    months = values.load("throughgate.evidence")[key].latest
    return windows.parse(f"{months}m", what=what)


def _check_together(request: Request) -> None:
    if not 0 < request.follow_up.days <= LONGEST_DAYS or request.proof.days > LONGEST_DAYS:
        raise WrongUse("The follow-up is from a day to ten years, and so is the time for proof.")
    if len(set(request.by)) < len(request.by):
        raise WrongUse("A column is named twice in --by. Name each once.")
    if request.trend and (request.curve or request.at_risk):
        raise WrongUse(
            "A curve is of one cohort. Ask for the trend or for --curve and --at-risk, not both."
        )
    if request.measure != "proven" and (request.curve or request.at_risk or request.quarters):
        raise WrongUse(
            f"--quarters, --curve and --at-risk belong to proven reoffending; the {request.measure} "
            "measure has none of them. Leave them out."
        )
    if request.measure == "prolific" and (request.by or request.trend):
        raise WrongUse(
            "The prolific measure is of one date and one group. Leave --by and --trend out."
        )
    if request.quarters:
        request.entry_periods()


def _one_of(word: str, words: Sequence[str], *, what: str) -> None:
    if word not in words:
        raise WrongUse(f"“{word}” is not a {what}. {did_you_mean(word, words)}")


def _listed(words: str | Sequence[str]) -> tuple[str, ...]:
    parts = words.split(",") if isinstance(words, str) else words
    return tuple(part.strip() for part in parts if part.strip())


def _flag(value: Flag) -> bool:
    if isinstance(value, bool):
        return value
    return value.strip().lower() not in ("", "no", "false", "0", "off")
