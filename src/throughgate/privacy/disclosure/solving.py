"""A linear programme in HiGHS: a small one kept warm from goal to goal, a large one through its inside.

Warm pivots are quick where they are few; over a hundred atoms a goal takes thousands, and an
interior-point solve about thirty steps. How much has been solved is counted, so that it can end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Columns = npt.NDArray[np.intp]
Line = tuple[Columns, "Floats | float", float, float]  # columns, weights, least, most
NEARLY = 1e-6
PLAIN: dict[str, Any] = {"output_flag": False, "threads": 1}
SMALL = {**PLAIN, "presolve": "off", "solver": "simplex", "simplex_strategy": 4}  # stays warm
LARGE = {**PLAIN, "presolve": "on", "solver": "ipm", "ipm_iteration_limit": 200}
LARGEST_WARM = 700  # columns


class WorkDone(Exception):
    """As much was solved as may be for one result."""


@dataclass
class Work:
    """How much may still be solved, in columns of the programmes: counted, not timed, so always the same."""

    left: int

    def take(self, columns: int) -> None:
        self.left -= columns
        if self.left < 0:
            raise WorkDone


@dataclass(frozen=True)
class Solution:
    """The value and the price of each row."""

    rows: Floats
    prices: Floats


class Solver:
    """Lines between a least and a most, over columns with bounds; goals are made largest."""

    def __init__(self, lines: Sequence[Line], low: Floats, high: Floats, work: Work) -> None:
        import highspy

        self._work, self._large = work, len(low) > LARGEST_WARM
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (LARGE if self._large else SMALL).items():
            self._highs.setOptionValue(option, value)
        self._highs.passModel(_model(lines, low, high))

    def bound(self, row: int, least: float, most: float) -> None:
        self._highs.changeRowBounds(row, least, most)

    def furthest(self, cost: Floats) -> Solution | None:
        """None where none was found. Raises WorkDone. A warm start can lead astray: then afresh, once."""
        self._work.take(len(cost))
        self._highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        if self._large:
            self._highs.clearSolver()
        if self._run():
            return _solution(self._highs)
        self._highs.clearSolver()
        return _solution(self._highs) if self._run() else None

    def _run(self) -> bool:
        import highspy

        self._highs.run()
        return bool(self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)


def _solution(highs: Any) -> Solution:
    found = highs.getSolution()
    return Solution(np.array(found.row_value), np.array(found.row_dual))


def _model(lines: Sequence[Line], low: Floats, high: Floats) -> Any:
    import highspy

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(low), len(lines)
    model.col_cost_ = np.zeros(len(low))
    model.col_lower_, model.col_upper_ = low, high
    model.row_lower_ = np.array([least for _, _, least, _ in lines])
    model.row_upper_ = np.array([most for _, _, _, most in lines])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(columns) for columns, _, _, _ in lines)])
    none = np.empty(0)
    model.a_matrix_.index_ = np.concatenate([none.astype(np.intp), *(line[0] for line in lines)])
    model.a_matrix_.value_ = np.concatenate(
        [none, *(np.broadcast_to(weights, len(columns)) for columns, weights, _, _ in lines)]
    )
    model.sense_ = highspy.ObjSense.kMaximize
    return model
