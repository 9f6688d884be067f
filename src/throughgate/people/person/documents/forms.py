"""The form of a document: the file, what it is called, who may see it, how long it is kept."""

from __future__ import annotations

import hashlib
from typing import Any, assert_never

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common.values import load
from throughgate.people.person.documents import rules
from throughgate.people.person.documents.rules import Kind, Wrong
from throughgate.people.record.forms import RowForm
from throughgate.people.record.opening import Opened
from throughgate.privacy.access import lists


class Paper(RowForm):
    """One file to add."""

    file = forms.FileField(
        label=lazy("Document"),
        allow_empty_file=True,  # said by `clean_file`, in our words
        error_messages={"required": lazy("Choose a file")},
    )
    title = forms.CharField(
        label=lazy("What it is"),
        help_text=lazy("For example: letter from the housing office, 3 March."),
        max_length=200,
        error_messages={"required": lazy("Say what it is")},
    )
    section = forms.ChoiceField(
        label=lazy("Which part of the record it belongs to"),
        help_text=lazy("Whoever sees that part sees the document."),
        error_messages={"required": lazy("Choose the part of the record")},
    )
    retention = forms.ChoiceField(
        label=lazy("What kind of document"),
        help_text=lazy(
            "It decides how long it is kept after everybody’s work with the person ended."
        ),
        error_messages={"required": lazy("Choose the kind")},
    )

    def __init__(self, *args: Any, opened: Opened, too_large: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large, self.content, self.kind = too_large, b"", Kind.PDF
        largest = filesizeformat(rules.largest())
        self.fields["file"].help_text = _(
            "A PDF, or a PNG or JPEG picture, of at most %(size)s."
        ) % {"size": largest}
        self.fields["section"].choices = [  # type: ignore[attr-defined]
            (code, lists.name_of("sections", code))
            for code in rules.sections()
            if opened.may_write(code)
        ]
        classes = load("throughgate.privacy.retention")["document_classes"].latest
        self.fields["retention"].choices = [  # type: ignore[attr-defined]
            (code, _kept(entry)) for code, entry in classes.items()
        ]
        self.fields["file"].required = not too_large
        self.initial.setdefault("section", self.fields["section"].choices[0][0])  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        if self.too_large:
            raise forms.ValidationError(_said(Wrong.TOO_LARGE))
        file = self.cleaned_data["file"]
        if (file.size or 0) > rules.largest():
            raise forms.ValidationError(_said(Wrong.TOO_LARGE))
        self.content = file.read()
        found = rules.looked_at(self.content, largest=rules.largest())
        if isinstance(found, Wrong):
            raise forms.ValidationError(_said(found))
        self.kind = found
        return file

    @property
    def columns(self) -> dict[str, Any]:
        given = super().columns
        del given["file"]
        content = {"size": len(self.content), "sha256": hashlib.sha256(self.content).hexdigest()}
        return {**given, **content, "kind": self.kind.value}


def _kept(entry: dict[str, Any]) -> str:
    words = _("%(name)s (%(months)s months)")
    return words % {"name": entry["name"], "months": entry["months"]}


def _said(wrong: Wrong) -> str:
    match wrong:
        case Wrong.EMPTY:
            return _("This file is empty. Choose another")
        case Wrong.TOO_LARGE:
            return _("This file is larger than %(size)s. Scan it in grey, or send it in parts") % {
                "size": filesizeformat(rules.largest())
            }
        case Wrong.OTHER_KIND:
            return _(
                "This is not a PDF, and not a PNG or JPEG picture, whatever its name says. Save it as one"
            )
        case Wrong.CUT_OFF:
            return _("The end of this file is missing. Save or scan it again")
        case Wrong.LOCKED:
            return _(
                "This PDF is locked with a password: nobody else could open it. Save it without one"
            )
        case Wrong.ACTIVE:
            return _(
                "This PDF holds a program or other files. Print it to a new PDF, and send that"
            )
        case _:
            assert_never(wrong)
