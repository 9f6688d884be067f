"""The scores again in plain Python with forty decimal digits, as the published facts read. Slow and short on purpose."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, getcontext
from typing import Any

from throughgate.common import values

getcontext().prec = 40
D = Decimal
N = {name: value.latest for name, value in values.load("throughgate.predictors").items()}


def d(number: Any) -> Decimal:
    return D(str(number))


def chance(w: Decimal) -> Decimal:
    return 1 / (1 + (-w).exp())


def half_up(number: Decimal, step: str) -> Decimal:
    return number.quantize(D(step), ROUND_HALF_UP)


def ogrs3(sex: str, age: int, convicted: int, first: int, n: int, weight: Any) -> tuple[int, int]:
    """One and two years in whole percent."""
    band = max(i for i, start in enumerate(N["ogrs3_age_from"]) if start <= age)
    status = N["ogrs3_status"]["first_sanction" if n == 1 else "otherwise"]
    copas = d(N["ogrs3_copas"]) * (D(n) / D(10 + convicted - first)).ln()
    total = d(N["ogrs3_age_sex"][sex][band]) + d(status) + copas + d(weight)
    shown = []
    for constant in ("1.40256", "2.1217"):
        p = half_up(chance(D(constant) + total), "0.00001")
        shown.append(min(max(int(half_up(100 * p, "1")), 1), 99))
    return shown[0], shown[1]


def two_year(
    model: str,
    sex: str,
    age: int,
    convicted: int,
    first: int,
    n: int,
    category: str,
    v: int,
    months: int,
) -> Decimal:
    """Percent to two decimals."""
    terms = {name: d(number) for name, number in N[f"{model}_terms"].items()}
    t = lambda name: terms.get(name, D(0))  # noqa: E731
    powers = ("", "_quadratic", "_cubic", "_quartic")
    w = t("two_year_constant") + t(sex) + d(N[f"{model}_offence"][category])
    w += sum(t(f"aai{p}_{sex}") * D(age) ** (i + 1) for i, p in enumerate(powers))
    free = D(min(max(months, 0), 36))
    w += sum(t(f"offence_free_months{p}") * free ** (i + 1) for i, p in enumerate(powers))
    w += (
        n * t("sanction_occasions")
        + (n == 1) * t("first_sanction")
        + (n == 2) * t("second_sanction")
    )
    career = convicted - first
    w += (n == 2) * career * t(f"yrs_between_first_and_second_sanction_{sex}")
    if n >= 3:
        rate = (D(n) / (career + (26 if model == "arp" else 12))).ln()
        letter = "g" if model == "arp" else "v"
        w += t(f"three_plus_sanctions_copas_{letter}_{sex}") * rate
        w += t(f"three_plus_sanctions_copas_squared_{sex}") * rate * rate
    if model != "arp":
        w += v * t("violent_sanctions") + (v == 1) * t("once_violent")
        w += (
            t(f"never_violent_{sex}") if v == 0 else t("violent_rate") * (D(v) / (career + 30)).ln()
        )
    percent = half_up(100 * chance(w), "0.01")
    return D("99.99") if percent >= 100 else max(percent, D("0.00"))
