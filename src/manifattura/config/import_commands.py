"""The commands `import spaces`, `organisations`, `areas`, `trust-list`: their arguments."""

from __future__ import annotations

import argparse


def add_import_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `import` with its kinds."""
    kinds = commands.add_parser("import", help="take in tables of the office").add_subparsers(
        required=True, metavar="KIND"
    )
    for kind, text in (
        ("spaces", "premises of the census (XLSX, CSV)"),
        ("organisations", "firms (XLSX, CSV)"),
    ):
        table = kinds.add_parser(kind, help=text)
        table.add_argument("file", metavar="FILE")
        table.add_argument("--dry-run", action="store_true", help="check and report, write nothing")
        table.add_argument("--format", choices=["text", "json"], default="text", help="of the report")
        table.add_argument(
            "--anyway", action="store_true", help="write the rows in order although others are not"
        )
        table.add_argument(
            "--by",
            default="",
            metavar="EMAIL",
            help="the officer who imports (needed when there are several)",
        )
        table.set_defaults(command=_table, kind=kind)
    areas = kinds.add_parser("areas", help="official boundaries of NIL or municipi (GeoJSON)")
    areas.add_argument("file", metavar="FILE")
    areas.add_argument("--dry-run", action="store_true", help="check the file, write nothing")
    areas.set_defaults(command=_areas)
    trust = kinds.add_parser(
        "trust-list", help="authorities whose signatures count (XML of ETSI TS 119 612, or a PEM bundle)"
    )
    trust.add_argument("file", metavar="FILE")
    trust.add_argument("--dry-run", action="store_true", help="read the file and report, write nothing")
    trust.add_argument("--signer", default="", metavar="CERTIFICATE", help="that must have signed the XML")
    trust.add_argument("--dated", default="", metavar="DAY", help="of a PEM bundle (2026-11-25); else today")
    trust.set_defaults(command=_trust_list)


def _table(options: argparse.Namespace) -> int:
    from manifattura.config.run.imports import import_table

    return import_table(
        options.kind,
        options.file,
        dry_run=options.dry_run,
        as_json=options.format == "json",
        anyway=options.anyway,
        by=options.by,
    )


def _areas(options: argparse.Namespace) -> int:
    from manifattura.config.run.imports import import_areas

    return import_areas(options.file, dry_run=options.dry_run)


def _trust_list(options: argparse.Namespace) -> int:
    from manifattura.config.run.trust_list import import_trust_list

    return import_trust_list(
        options.file, dry_run=options.dry_run, signer=options.signer, dated=options.dated
    )
