"""What the forms of all items share."""

from __future__ import annotations

from typing import Any

from django import forms

from ...domain.edition import Edition


class ItemForm(forms.Form):
    """`edition`: the draft as it stands; `item`: the row being changed, None for a new one."""

    def __init__(self, *args: Any, edition: Edition, item: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.edition, self.item = edition, item
        if item is not None:
            self.fields.pop("key", None)

    def values(self) -> dict[str, Any]:
        """What the action writes: the cleaned values without the key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


def without_lots(form: ItemForm) -> None:
    """A call that assigns no lots is not asked what counts lot by lot."""
    if form.edition.allocation is None:
        del form.fields["per_lot"]
