"""The static ARP, VRP and SVRP of one person: the chance within two years of any proven reoffence, of a violent
one, and of a seriously violent one. What is added and where it comes from: docs/methods/predictors.md.
"""

from __future__ import annotations

from decimal import Decimal
from math import log

from throughgate.common.errors import WrongUse
from throughgate.predictors.answer import Answer, Part, added, no_score
from throughgate.predictors.bands import band
from throughgate.predictors.known import Known, Sex
from throughgate.predictors.numbers import TWO_YEAR, WITH_VIOLENCE, horizon, number
from throughgate.predictors.rounding import hundredths_of_percent
from throughgate.predictors.why_not import problems

POWERS = ("", "_quadratic", "_cubic", "_quartic")
FEW = 2  # sanctions up to which flags speak; from three on a rate does
COPAS = {"arp": "g", "vrp": "v", "svrp": "v"}  # how the terms of the rate are called


def score(known: Known, model: str) -> Answer:
    """A percent to two decimals; model: arp, vrp or svrp."""
    if model not in TWO_YEAR:
        raise WrongUse(f"“{model}” is no model of two years. There is: {', '.join(TWO_YEAR)}.")
    found = problems(known, model)
    if found:
        return no_score(model, found)
    assert known.offence is not None
    made = parts(known, model)
    percent = Decimal(hundredths_of_percent(added(made))).scaleb(-2)
    months = horizon(model)
    return Answer(model, {months: percent}, band(model, percent), known.offence.by_category, made)


def parts(known: Known, model: str) -> tuple[Part, ...]:
    """What is added, of a person who can be scored."""
    assert known.sex is not None and known.age is not None and known.offence is not None
    n, months, category = known.sanctions, known.offence_free_months, known.offence.category
    always = (
        Part("constant", "everybody", term(model, "two_year_constant")),
        Part("age", f"{known.sex.value}, {known.age}", of_age(model, known.sex, known.age)),
        Part("sex", known.sex.value, of_sex(model, known.sex)),
        Part("sanctions", f"{n}, this one included", of_sanctions(model, n)),
        Part("offence", category, of_offence(model, category)),
        Part("time since", f"{months} months free of offences", of_months(model, months)),
        Part(
            "career", _career_in_words(known, model), of_career(model, known.sex, n, known.career)
        ),
    )
    return (*always, *_of_violence(known, model)) if model in WITH_VIOLENCE else always


def _career_in_words(known: Known, model: str) -> str:
    if known.sanctions < FEW:
        return "nothing before this sanction"
    if known.sanctions == FEW:
        return f"{known.career} years between the two"
    return f"{known.sanctions} sanctions over {known.career} + {_years(model)} years"


def _years(model: str) -> int:
    return int(number("copas_years")[model])


def _of_violence(known: Known, model: str) -> tuple[Part, ...]:
    assert known.sex is not None and known.sanctions_for_violence is not None
    v = known.sanctions_for_violence
    rate = of_rate(model, v, known.career)
    return (
        Part("violence", f"{v} for violence", of_violence(model, known.sex, v)),
        Part("violent rate", f"{v} over {known.career} + {_violent_years()} years", rate),
    )


def _violent_years() -> int:
    return int(number("violent_years"))


def term(model: str, name: str) -> float:
    """A coefficient; 0 where the model has no such term."""
    return float(number(f"{model}_terms").get(name, 0))


def polynomial(model: str, name: str, of: int, suffix: str = "") -> float:
    """c1·x + c2·x² + c3·x³ + c4·x⁴."""
    terms = (term(model, f"{name}{power}{suffix}") for power in POWERS)
    return sum(points * float(of**degree) for degree, points in enumerate(terms, 1))


def of_age(model: str, sex: Sex, age: int) -> float:
    return polynomial(model, "aai", age, f"_{sex.value}")


def of_sex(model: str, sex: Sex) -> float:
    return term(model, sex.value)


def of_sanctions(model: str, n: int) -> float:
    """A flag for the first and for the second, and each counts."""
    flag = {1: "first_sanction", 2: "second_sanction"}.get(n, "")
    return term(model, flag) + n * term(model, "sanction_occasions")


def of_offence(model: str, category: str) -> float:
    return float(number(f"{model}_offence")[category])


def of_months(model: str, months: int) -> float:
    """Of months in the community without a new offence; counted up to a most, and none before it begins."""
    counted = min(max(months, 0), int(number("offence_free_months")))
    return polynomial(model, "offence_free_months", counted)


def of_career(model: str, sex: Sex, n: int, career: int) -> float:
    """Two sanctions: the years between. Three or more: the rate of sanctions, and its square where listed."""
    if n < FEW:
        return 0.0
    if n == FEW:
        return career * term(model, f"yrs_between_first_and_second_sanction_{sex.value}")
    rate = log(n) - log(career + _years(model))
    name = f"three_plus_sanctions_copas_{COPAS[model]}_{sex.value}"
    square = f"three_plus_sanctions_copas_squared_{sex.value}"
    return term(model, name) * rate + term(model, square) * rate * rate


def of_violence(model: str, sex: Sex, v: int) -> float:
    """Never, once, and each sanction for violence counts."""
    flag = {0: f"never_violent_{sex.value}", 1: "once_violent"}.get(v, "")
    return term(model, flag) + v * term(model, "violent_sanctions")


def of_rate(model: str, v: int, career: int) -> float:
    """The rate of sanctions for violence, where there is one."""
    if v == 0:
        return 0.0
    return term(model, "violent_rate") * (log(v) - log(career + _violent_years()))
