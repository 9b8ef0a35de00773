"""What is uploaded waits on disk closed to a key that is only in this process's memory: no temporary file is ever in clear."""

from __future__ import annotations

import io
import tempfile
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from .sealed_files import SealedReader, SealingWriter, new_file_key

if TYPE_CHECKING:
    AnyUpload = UploadedFile[Any]


class SealedTemporaryUploadHandler(FileUploadHandler):
    """For what is too large for memory; the file reads as any other, and is gone when the request ends."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        # no name in the folder: nothing is left even after a crash
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the upload, which closes it
        self._key = new_file_key()
        self._writer = SealingWriter(self._spool, self._key)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._writer.write(raw_data)

    def file_complete(self, file_size: int) -> AnyUpload:
        self._writer.close()
        reader = SealedReader(self._spool, self._key, self._writer.size)
        return UploadedFile(
            file=io.BufferedReader(reader),
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        if hasattr(self, "_spool"):
            self._spool.close()
