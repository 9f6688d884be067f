"""Forms for writing a sharing agreement down."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.privacy.access import lists
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.models import Agreement, AgreementParty, Flow, Organisation
from throughgate.privacy.access.typed import Form


class Terms(Form):
    """What an agreement says of itself."""

    name = forms.CharField(
        label=_("Name"), max_length=200, error_messages={"required": _("Enter its name")}
    )
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), help_text=_("It is not in force without one."))
    review_on = DayField(label=_("To be looked at again on"))
    dpia = forms.CharField(
        label=_("Data protection impact assessment (DPIA)"),
        help_text=_("Its name or where it is kept. The agreement is not in force without one."),
        max_length=200,
        required=False,
    )
    dpia_on = DayField(label=_("DPIA signed off on"))
    policy_document = forms.CharField(
        label=_("Appropriate policy document"),
        help_text=_("Asked for by most conditions of Schedule 1 to the Data Protection Act 2018."),
        max_length=200,
        required=False,
    )
    policy_document_on = DayField(label=_("Policy document signed off on"))

    def __init__(self, *args: Any, agreement: Agreement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        if agreement is not None:
            self.initial = {name: getattr(agreement, name) for name in self.fields}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if Agreement.named(name, besides=self.agreement):
            raise forms.ValidationError(_("There is an agreement of this name. Give another."))
        return name

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        first, last = typed.get("first_day"), typed.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day must be the first day or later"))
        for document in ("dpia", "policy_document"):
            day = f"{document}_on"
            if day in typed and bool(typed.get(document)) != bool(typed[day]):
                missing = day if typed.get(document) else document
                self.add_error(missing, _("Give both the document and its day, or neither"))
        return typed


class NewParty(Form):
    """Another organisation in it."""

    organisation = forms.ChoiceField(
        label=_("Organisation"), error_messages={"required": _("Choose an organisation")}
    )

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in organisations}
        choices = [(pk, each.name) for pk, each in self.known.items()]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Organisation:
        return self.known[self.cleaned_data["organisation"]]


class Signature(Form):
    """Who signed for a party, and when."""

    signed_by = forms.CharField(
        label=_("Name and position of who signed"),
        max_length=200,
        error_messages={"required": _("Enter who signed")},
    )
    signed_on = DayField(label=_("Signed on"))

    def clean_signed_on(self) -> date:
        day: date | None = self.cleaned_data["signed_on"]
        if day is None:
            raise forms.ValidationError(_("Enter the day it was signed"))
        return day


class NewFlow(Form):
    """From whom to whom, which sections, why, and under what."""

    sender = forms.ChoiceField(label=_("From"), error_messages={"required": _("Choose who sends")})
    receiver = forms.ChoiceField(
        label=_("To"), error_messages={"required": _("Choose who receives")}
    )
    sections = forms.MultipleChoiceField(
        label=_("Sections of the record"),
        help_text=_("Only what is needed. What is not listed is not shared."),
        error_messages={"required": _("Choose at least one section")},
    )
    purpose = forms.ChoiceField(
        label=_("Purpose"), error_messages={"required": _("Choose the purpose")}
    )
    power = forms.ChoiceField(
        label=_("Legal power"), error_messages={"required": _("Choose the legal power")}
    )
    sender_regime = forms.ChoiceField(
        label=_("The sender processes under"),
        error_messages={"required": _("Choose under which law the sender processes")},
    )
    sender_article_6 = forms.ChoiceField(
        label=_("Article 6 basis of the sender, if any"), required=False
    )
    sender_article_9 = forms.ChoiceField(
        label=_("Article 9 condition of the sender, if any"), required=False
    )
    sender_schedule_1 = forms.ChoiceField(
        label=_("Schedule 1 condition of the sender, if any"), required=False
    )
    receiver_regime = forms.ChoiceField(
        label=_("The receiver processes under"),
        error_messages={"required": _("Choose under which law the receiver processes")},
    )
    receiver_article_6 = forms.ChoiceField(
        label=_("Article 6 basis of the receiver, if any"), required=False
    )
    receiver_article_9 = forms.ChoiceField(
        label=_("Article 9 condition of the receiver, if any"), required=False
    )
    receiver_schedule_1 = forms.ChoiceField(
        label=_("Schedule 1 condition of the receiver, if any"), required=False
    )

    def __init__(self, *args: Any, parties: list[AgreementParty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(party.organisation_id): party.organisation for party in parties}
        organisations = [(pk, each.name) for pk, each in self.known.items()]
        self._offer("sender", organisations)
        self._offer("receiver", organisations)
        self._offer("sections", [row for row in lists.names("sections") if row[0] != "limits"])
        self._offer("purpose", lists.names("purposes"))
        self._offer("power", lists.names("powers"))
        for end in ("sender", "receiver"):
            self._offer(f"{end}_regime", lists.names("regimes"))
            for part in ("article_6", "article_9", "schedule_1"):
                self._offer(f"{end}_{part}", lists.names(part))

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def flow(self) -> Flow:
        typed = dict(self.cleaned_data)
        ends = {end: self.known[typed.pop(end)] for end in ("sender", "receiver")}
        return Flow(**ends, **typed)


class Why(Form):
    """Why an agreement ends."""

    why = forms.CharField(
        label=_("Why does it end?"), max_length=500, error_messages={"required": _("Say why")}
    )
