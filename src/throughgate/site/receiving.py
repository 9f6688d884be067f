"""Receiving files: to the disk beside their place, up to the limit; what is over it is not kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler


class Limited(TemporaryFileUploadHandler):
    """Skips the files of a request that is over the limit, so that its form can say so and keep what was typed."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any) -> None:
        self.too_large = content_length > settings.THROUGHGATE.upload_limit
        if self.request is not None:
            self.request.upload_too_large = self.too_large  # type: ignore[attr-defined]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.too_large:
            raise SkipFile
        super().new_file(*args, **kwargs)
