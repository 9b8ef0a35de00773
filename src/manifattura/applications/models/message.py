"""A message of the thread between office and applicant: written once, with its files and who opened it."""

from django.db import models
from django.db.models.functions import Now

from ..domain.message_texts import MessageText, read_texts, text_in


class Message(models.Model):
    """A trigger forbids change and deletion, except the mark that it is dealt with.

    `settled_at`: the applicant's message needs no more answer; the office's, which reached nobody on the site, was sent outside.
    """

    NOTICE = "message:"

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="messages"
    )
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    from_office = models.BooleanField()
    template = models.CharField(max_length=64, help_text="Key of the template; `free` when written by hand")
    texts = models.JSONField(help_text="Language → subject and body, as sent")
    needs_proof = models.BooleanField(
        default=False, help_text="The text is read in the personal area only; the e-mail just announces it"
    )
    writer = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    once_key = models.CharField(
        max_length=120,
        null=True,
        blank=True,
        unique=True,
        help_text="Of two equal sendings the second is none",
    )
    sent_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["application", "id"], name="message_thread"),
            models.Index(
                fields=["office", "id"],
                name="message_waiting",
                condition=models.Q(from_office=False, settled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.text().subject

    @property
    def notice_ref(self) -> str:
        """The name under which terms wait for the proof that this message was delivered."""
        return f"{self.NOTICE}{self.pk}"

    def text(self, language: str = "it") -> MessageText:
        return text_in(read_texts(self.texts), language)


class MessageFile(models.Model):
    """A file sent with a message."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="files")
    storage_key = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class MessageReading(models.Model):
    """A person opened a message for the first time; of an office's message it is proof when they bind the firm."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="readings")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=20, blank=True, help_text="In which quality; empty for the office")
    is_proof = models.BooleanField(default=False)
    read_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["message", "person"], name="message_read_once")]

    def __str__(self) -> str:
        return f"{self.message_id}/{self.person_id}"
