"""What each organisation sees of one person and under what, for its whole staff: asked of the first lock's own rules.

A reader is told only of the organisations whose involvement they may know. Where what narrows an organisation's sight
is written by one that the reader is not told about, the answer is “if the person agreed”, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from throughgate.people.involvement import rules
from throughgate.people.involvement.models import Consent, HealthPermission, Involvement
from throughgate.people.involvement.rules import YES, Because, Carried, Reader, Towards
from throughgate.people.record.opening import Opened
from throughgate.people.sharing import queries
from throughgate.privacy.access import lists
from throughgate.privacy.access.models import Flow, Organisation


class Sees(StrEnum):
    """Whether somebody of an organisation sees a section that a holder keeps."""

    YES = "yes"
    IF_SAID = "only if the person said so to the holder, which this reader may not know"
    NO = "no"


@dataclass(frozen=True)
class Limit:
    """Who is kept out, as far as the reader may know: by name, or all but those named."""

    restricted: bool
    named: frozenset[int]  # users


@dataclass(frozen=True)
class Reach:
    """One organisation that is involved: why, and what the rules let its staff see."""

    organisation: Organisation
    involvements: tuple[Involvement, ...]
    reader: Reader
    to: Towards
    flows: dict[int, Flow]
    unknown: frozenset[int]  # holders whose permissions and consents this reader is not told about

    def because(self, section: str, holder: int) -> Because:
        return rules.because(self.reader, self.to, section, holder)

    def sees(self, section: str, holder: int) -> Sees:
        if self.because(section, holder) in YES:
            return Sees.YES
        if holder in self.unknown and self._if_said(holder).because(section, holder) in YES:
            return Sees.IF_SAID
        return Sees.NO

    def _if_said(self, holder: int) -> Reach:
        consents = self.to.consents | {f.flow for f in self.reader.carried if f.on_consent}
        return self.having(told_by=self.to.told_by | {holder}, consents=consents)

    def having(
        self, *, told_by: frozenset[int] | None = None, consents: frozenset[int] | None = None
    ) -> Reach:
        """The same with something else said by the person."""
        told = self.to.told_by if told_by is None else told_by
        given = self.to.consents if consents is None else consents
        return replace(self, to=replace(self.to, told_by=told, consents=given))

    def carriers(self, section: str, holder: int) -> list[Flow]:
        """The flows that carry this section from this holder now."""
        current = set(self.to.involvements)
        return [
            self.flows[flow.flow]
            for flow in self.reader.carried
            if flow.holder == holder
            and section in flow.sections
            and (flow.agreement, flow.purpose) in current
            and (not flow.on_consent or flow.flow in self.to.consents)
        ]

    @property
    def holders(self) -> list[int]:
        return sorted({flow.holder for flow in self.reader.carried})


@dataclass(frozen=True)
class Around:
    """All that is known of one person's sharing, as one reader may know it; from a few queries."""

    reaches: tuple[Reach, ...]
    limits: tuple[Limit, ...]
    limits_known: bool  # whether the reader may know of every limit that these set


def around(record: Opened) -> Around:
    """Who is involved now under an agreement in force, and what each sees."""
    involvements = queries.involvements(record)
    today = record.today
    organisations = {held.organisation_id: held.organisation for held in involvements}
    flows = queries.flows_to(organisations, today=today)
    told, consents = queries.health_permissions(record), queries.consents(record)
    reaches = [
        _reach(
            record,
            organisation,
            [held for held in involvements if held.organisation_id == organisation.pk],
            _standing(involvements, organisation),
            [flow for flow in flows if flow.receiver_id == organisation.pk],
            told,
            consents,
        )
        for organisation in organisations.values()
    ]
    found = sorted((r for r in reaches if r.to.involvements), key=lambda r: r.organisation.name)
    known = all(record.sees("limits", one.organisation.pk) for one in found)
    limits = tuple(Limit(*parts) for parts in queries.limits(record))
    return Around(tuple(found), limits, known)


def _standing(involvements: Iterable[Involvement], organisation: Organisation) -> frozenset[int]:
    """The agreements of an organisation's involvements that are in force and signed by it."""
    mine = [held for held in involvements if held.organisation_id == organisation.pk]
    return frozenset(held.agreement_id for held in mine if held.stands)  # type: ignore[attr-defined]


def possible(record: Opened, organisation: Organisation, pairs: Iterable[tuple[int, str]]) -> Reach:
    """What an organisation would see if it were involved under these agreements for these purposes: for one whose
    involvement the reader may not know."""
    pk, today = organisation.pk, record.today
    under = queries.signed(pk, today=today)
    flows = queries.flows_to([pk], today=today)
    told, consents = queries.health_permissions(record), queries.consents(record)
    found = _reach(record, organisation, [], under, flows, told, consents)
    return replace(found, to=replace(found.to, involvements=tuple(pairs)))


def _reach(
    record: Opened,
    organisation: Organisation,
    involvements: list[Involvement],
    signed: frozenset[int],
    flows: list[Flow],
    told: Iterable[HealthPermission],
    consents: Iterable[Consent],
) -> Reach:
    mine = [flow for flow in flows if flow.agreement_id in signed]
    current = [held for held in involvements if held.agreement_id in signed]
    reader = Reader(
        user=0,
        organisation=organisation.pk,
        opens=_everything(record.today),
        agreements=signed,
        carried=tuple(_carried(flow) for flow in mine),
    )
    to = Towards(
        involvements=tuple((held.agreement_id, held.purpose) for held in current),
        told_by=frozenset(row.held_by_id for row in told if row.told_to_id == organisation.pk),
        consents=frozenset(row.flow_id for row in consents),
    )
    holders = {flow.sender_id for flow in mine}
    unknown = frozenset(each for each in holders if not _is_told(record, each, organisation.pk))
    return Reach(
        organisation, tuple(current), reader, to, {flow.pk: flow for flow in mine}, unknown
    )


def _is_told(record: Opened, holder: int, receiver: int) -> bool:
    """Whether the reader knows what the person said of telling this one what that one holds: as one of the two."""
    an_end = record.who.organisation in (holder, receiver)
    return an_end and record.sees_by_involvement("sharing", holder)


def _everything(today: date) -> frozenset[str]:
    """All that any role of an organisation opens."""
    opened = (lists.opens(role, today) for role in lists.on("roles", today))
    return frozenset[str]().union(*opened)


def _carried(flow: Flow) -> Carried:
    return Carried(
        flow=flow.pk,
        agreement=flow.agreement_id,
        purpose=flow.purpose,
        holder=flow.sender_id,
        sections=frozenset(flow.sections),
        on_consent=flow.on_consent,
    )


@dataclass(frozen=True)
class Change:
    """What withdrawing does to one organisation: what stops at once, what goes on and under which flows."""

    stops: tuple[str, ...]
    continues: tuple[tuple[str, tuple[Flow, ...]], ...]
    if_involved: bool = False  # the reader may not know whether it is


def without(before: Reach, after: Reach, holder: int) -> Change:
    """Of what a holder keeps: which sections stop, and which go on, each with what it goes on under."""
    sections = list(lists.latest("sections"))
    seen = [section for section in sections if before.sees(section, holder) is Sees.YES]
    on = [section for section in seen if after.sees(section, holder) is Sees.YES]
    return Change(
        tuple(section for section in seen if section not in on),
        tuple((section, tuple(after.carriers(section, holder))) for section in on),
    )


def without_health(reach: Reach, row: HealthPermission, still: set[int]) -> Change:
    """`still`: whose permissions to this organisation stand beside this one."""
    after = reach.having(told_by=frozenset(still))
    return without(reach, after, row.held_by_id)


def without_consent(reach: Reach, row: Consent, still: set[int]) -> Change:
    """`still`: the flows that other consents stand for."""
    after = reach.having(consents=frozenset(still))
    return without(reach, after, row.flow.sender_id)
