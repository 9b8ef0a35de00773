"""Which columns of a table that is written once its digests cover, read from the triggers as PostgreSQL writes them."""

from __future__ import annotations

import hashlib
import json

from manifattura.applications.domain.row_macs import changed_columns, column_tags, once_table, row_text

PLAIN = "CREATE TRIGGER t_no_update BEFORE UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION manifattura_refuse_change()"
NEVER = "CREATE TRIGGER t_no_delete BEFORE DELETE ON public.t FOR EACH ROW EXECUTE FUNCTION manifattura_refuse_change()"
SETTLED = (
    "CREATE TRIGGER t_no_update BEFORE UPDATE ON public.t FOR EACH ROW WHEN (((to_jsonb(old.*) - ARRAY['settled_at'::text,"
    " 'settled_by_id'::text]) IS DISTINCT FROM (to_jsonb(new.*) - ARRAY['settled_at'::text, 'settled_by_id'::text])))"
    " EXECUTE FUNCTION manifattura_change_if_permitted('texts', 'writer_id', 'settled_at', 'settled_by_id')"
)
WITH_PERMIT = NEVER.replace("refuse_change", "change_if_permitted")


def test_a_table_that_nothing_changes():
    table = once_table("t", ["id", "sent_at", "form_id"], PLAIN, NEVER)
    assert (table.fixed, table.erasable, table.deletable) == (("form_id", "sent_at"), (), False)


def test_what_may_change_is_covered_by_nothing_and_what_may_be_erased_apart():
    columns = ["id", "texts", "settled_at", "settled_by_id", "sent_at"]
    table = once_table("t", columns, SETTLED, WITH_PERMIT)
    assert (table.fixed, table.erasable, table.deletable) == (("sent_at",), ("texts",), True)


def test_the_text_names_table_row_and_moment():
    text = row_text(table="t", row=7, made_at="2026-11-06T12:00:05.000000Z", values={"b": None, "a": "è"})
    assert json.loads(text) == {
        "made_at": "2026-11-06T12:00:05.000000Z",
        "row": 7,
        "table": "t",
        "values": {"a": "è", "b": None},
    }
    assert text.startswith(b'{"made_at":')


def test_the_tags_say_which_column_was_changed():
    def mac(text: bytes) -> str:
        return hashlib.sha256(text).hexdigest()

    def tags(**values: str | None) -> str:
        return column_tags(table="t", row=1, made_at="now", values=values, mac=mac)

    names = ("one", "other")
    before = tags(one="a", other=None)
    assert len(before) == 8
    assert changed_columns(names, before, tags(one="a", other="")) == ["other"]
    assert changed_columns(names, before, before) == ["one", "other"]
    assert changed_columns(names, "", before) == ["one", "other"]
    assert b"tags" in row_text(table="t", row=1, made_at="now", values={}, tags=before)
