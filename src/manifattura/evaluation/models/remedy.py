"""A remedy request: what the office asks to correct or add, item by item; the reply is a form of its own."""

from django.db import models
from django.db.models.functions import Now

from ..domain.remedies import Item, ItemKind, RemedyState


class RemedyRequest(models.Model):
    review = models.ForeignKey("evaluation.Review", on_delete=models.PROTECT, related_name="remedies")
    number = models.PositiveSmallIntegerField(help_text="Within the application")
    state = models.CharField(max_length=12, default=RemedyState.SENT)
    days = models.PositiveSmallIntegerField()
    message = models.ForeignKey("applications.Message", null=True, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey("applications.FilledForm", null=True, on_delete=models.PROTECT, related_name="+")
    term = models.ForeignKey("calls.Term", null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(db_default=Now())
    sent_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closing_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="remedy_number_once"),
            models.UniqueConstraint(
                fields=["review"], condition=models.Q(state="sent"), name="one_open_remedy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} n. {self.number} {self.state}"


class RemedyItem(models.Model):
    """Written with its request and never changed."""

    request = models.ForeignKey(RemedyRequest, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=90, blank=True)
    title = models.CharField(max_length=200)
    problem = models.TextField(blank=True)
    ask = models.TextField()

    class Meta:
        ordering = ["request_id", "position"]
        constraints = [models.UniqueConstraint(fields=["request", "position"], name="remedy_item_once")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.position} {self.kind}"

    @property
    def item(self) -> Item:
        return Item(ItemKind(self.kind), self.key, self.title, self.problem, self.ask)
