"""The import contract that keeps an app's models and pages its own, said once for all apps."""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PrivateRoomsContract(Contract):
    """Direct imports of `<root>.<app>.<room>` come from the same app or from an allowed one."""

    root = fields.StringField()
    rooms = fields.ListField(subfield=fields.StringField())
    open_apps = fields.SetField(subfield=fields.StringField(), required=False)
    allowed_importers = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        broken: set[tuple[str, str]] = set()
        for app in sorted(graph.find_children(self.root)):
            name = app.rsplit(".", 1)[1]
            if name in (self.open_apps or set()):
                continue
            for room in self.rooms:
                broken |= self._intruders(graph, app, f"{app}.{room}")
        return ContractCheck(kept=not broken, metadata={"broken": sorted(broken)})

    def _intruders(self, graph: ImportGraph, app: str, room: str) -> set[tuple[str, str]]:
        inside = {room} if room in graph.modules else set()
        inside |= graph.find_descendants(room) if inside else set()
        allowed = {app, *(f"{self.root}.{name}" for name in self.allowed_importers or set())}
        return {
            (importer, module)
            for module in inside
            for importer in graph.find_modules_that_directly_import(module)
            if not any(importer == home or importer.startswith(f"{home}.") for home in allowed)
        }

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, module in check.metadata["broken"]:
            output.print_error(f"{importer} imports {module}: use that app's actions, queries or permissions")
        output.new_line()
