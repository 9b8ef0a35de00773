"""What a member of the committee declared: the text as it was shown, its version, the answer and the moment."""

from django.db import models


class MemberDeclaration(models.Model):
    """Written once (trigger): who changes their mind declares again."""

    member = models.ForeignKey(
        "evaluation.CommitteeMember", on_delete=models.PROTECT, related_name="declarations"
    )
    kind = models.CharField(max_length=16)
    text_version = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="Word for word, in the language it was read in")
    law = models.CharField(max_length=200, blank=True)
    is_clear = models.BooleanField(help_text="Accepted; nothing to declare")
    note = models.TextField(blank=True)
    declared_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.member_id} {self.kind} {self.is_clear}"
