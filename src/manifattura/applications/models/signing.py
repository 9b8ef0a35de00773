"""Sending with a qualified signature: the document to be signed, the signature verified on it, what is kept once it was sent."""

from django.db import models


class SigningDocument(models.Model):
    """The PDF of the content as it was prepared; always the same bytes while the content is the same."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="signing_documents"
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    payload_sha256 = models.CharField(max_length=64, help_text="Of the prepared content that it shows")
    document = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "person"], name="one_signing_document_each")
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.sha256[:8]}"


class SignedFile(models.Model):
    """A signed file that passed verification, and what was found."""

    storage_key = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    findings = models.JSONField(
        help_text="manifattura-signature/1: who signed, by which authority, judged how"
    )
    verified_at = models.DateTimeField()

    class Meta:
        abstract = True


class VerifiedSignature(SignedFile):
    """Of a draft: it counts while the prepared content is the one that was signed (the same SHA-256), and no longer."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="verified_signatures"
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    payload_sha256 = models.CharField(max_length=64)
    counts_until = models.DateTimeField(help_text="The end of the certificate, or of the trust list")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "person"], name="one_verified_signature_each")
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.payload_sha256[:8]}"


class SubmissionSignature(SignedFile):
    """Written once, in the transaction of the sending."""

    submission = models.OneToOneField(
        "applications.Submission", on_delete=models.PROTECT, related_name="signature"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.sha256[:8]}"
