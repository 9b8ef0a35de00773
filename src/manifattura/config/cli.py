"""The command line. Everything is imported late: `ranking replay` must start without Django."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from manifattura.config.import_commands import add_import_commands


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["manage"]:
        return _telling_problems(lambda: _manage(given[1:]))
    options = _parser().parse_args(given)
    return _telling_problems(lambda: options.command(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="manifattura", description="Manifattura: calls, applications, rankings."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="start database, web server and worker")
    run.set_defaults(command=_run)

    demo = commands.add_parser("demo", help="fill an empty database with the demo city")
    demo.add_argument("--reset", action="store_true", help="throw the demo's database and files away first")
    demo.set_defaults(command=_demo)

    check = commands.add_parser("check", help="check settings, models, migrations and templates")
    check.set_defaults(command=_check)

    worker = commands.add_parser("worker", help="do the queued work only (more of them may run)")
    worker.set_defaults(command=_worker)

    ranking = commands.add_parser("ranking", help="work with ranking files").add_subparsers(
        required=True, metavar="COMMAND"
    )
    replay = ranking.add_parser("replay", help="compute a published ranking again from its file")
    replay.add_argument("file", metavar="FILE")
    replay.set_defaults(command=_replay)

    allocation = commands.add_parser("allocation", help="work with files of allocated lots").add_subparsers(
        required=True, metavar="COMMAND"
    )
    again = allocation.add_parser("replay", help="compute a published allocation again from its file")
    again.add_argument("file", metavar="FILE")
    again.set_defaults(command=_replay_allocation)

    receipt = commands.add_parser("receipt", help="work with receipt files").add_subparsers(
        required=True, metavar="COMMAND"
    )
    verify = receipt.add_parser("verify", help="check a receipt or a consistency proof, without a database")
    verify.add_argument("file", metavar="FILE")
    verify.set_defaults(command=_verify)

    envelope = commands.add_parser("envelope", help="work with sealed envelopes").add_subparsers(
        required=True, metavar="COMMAND"
    )
    inside = envelope.add_parser("verify", help="check a note against what was sent, without a database")
    inside.add_argument("note", metavar="NOTE")
    inside.add_argument("content", metavar="CONTENT")
    inside.set_defaults(command=_verify_envelope)

    _add_proof_commands(commands)
    _add_call_commands(commands)
    add_import_commands(commands)

    messages = commands.add_parser(
        "messages", help="collect the texts to translate and compile the translations"
    )
    messages.add_argument("--compile", action="store_true", help="compile only")
    messages.set_defaults(command=_messages)

    commands.add_parser("manage", help="run a Django command (manifattura manage migrate …)")
    return parser


def _add_proof_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    proof = commands.add_parser("proof", help="look after the proof log").add_subparsers(
        required=True, metavar="COMMAND"
    )
    audit = proof.add_parser("audit", help="recompute the log of a call; name every row that was changed")
    audit.add_argument("slug", metavar="CALL", help="the last part of its page's address")
    audit.set_defaults(command=_audit)

    rotate = proof.add_parser("rotate-key", help="sign with a new key from now on")
    rotate.set_defaults(command=_rotate_key)


def _add_call_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    call = commands.add_parser("call", help="share the definition of a call").add_subparsers(
        required=True, metavar="COMMAND"
    )
    export = call.add_parser("export", help="write the definition of a call as JSON")
    export.add_argument("slug", metavar="CALL", help="the last part of its page's address")
    export.add_argument("--output", metavar="FILE", help="instead of standard output")
    export.set_defaults(command=_export_call)

    schema = call.add_parser("schema", help="print the JSON Schema of a definition")
    schema.set_defaults(command=_call_schema)

    procedures = call.add_parser(
        "procedures", help="print the procedures of the kinds of call (docs/procedures.md)"
    )
    procedures.set_defaults(command=_call_procedures)

    take_in = call.add_parser("import", help="make a draft of a definition")
    take_in.add_argument("file", metavar="FILE")
    take_in.add_argument(
        "--slug", default="", help="address of the new call's page (else made from the title)"
    )
    take_in.add_argument("--title", default="", help="else the one in the file")
    take_in.add_argument("--office", default="", metavar="NAME", help="needed when there are several")
    take_in.add_argument("--head", default="", metavar="EMAIL", help="head of the procedure, as above")
    take_in.add_argument("--by", default="", metavar="EMAIL", help="who writes the draft (else the head)")
    take_in.add_argument("--dry-run", action="store_true", help="only say what is wrong with the file")
    take_in.set_defaults(command=_import_call)


def _printing(command: Callable[[], int]) -> int:
    """A command whose whole work is what it prints: a full disk or a closed pipe behind it is no fault of ours."""
    try:
        code = command()
        sys.stdout.flush()
    except OSError as error:
        # the interpreter would try again at its end, and complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            print(f"The result could not be written: {error.strerror}.", file=sys.stderr)
        return 2
    return code


def _print(text: str) -> int:
    sys.stdout.write(text)
    return 0


def _telling_problems(command: Callable[[], int]) -> int:
    from manifattura.config.problem import Problem

    try:
        return command()
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _replay(options: argparse.Namespace) -> int:
    from manifattura.evaluation.domain.replay import main as replay

    return _printing(lambda: replay(options.file))


def _replay_allocation(options: argparse.Namespace) -> int:
    from manifattura.evaluation.domain.allocation_replay import main as replay

    return _printing(lambda: replay(options.file))


def _verify(options: argparse.Namespace) -> int:
    from manifattura.applications.domain.receipt_verify import main as verify

    return _printing(lambda: verify(options.file))


def _verify_envelope(options: argparse.Namespace) -> int:
    from manifattura.applications.domain.envelope_verify import main as verify

    return _printing(lambda: verify(options.note, options.content))


def _audit(options: argparse.Namespace) -> int:
    from manifattura.config.run.proof import audit

    return audit(options.slug)


def _rotate_key(_options: argparse.Namespace) -> int:
    from manifattura.config.run.proof import rotate_key

    return rotate_key()


def _export_call(options: argparse.Namespace) -> int:
    from manifattura.config.run.calls import export_call

    return export_call(options.slug, options.output)


def _call_schema(_options: argparse.Namespace) -> int:
    import json

    from manifattura.calls.domain.definition_schema import definition_schema

    return _printing(lambda: _print(json.dumps(definition_schema(), indent=2) + "\n"))


def _call_procedures(_options: argparse.Namespace) -> int:
    from manifattura.calls.domain.procedures.page import procedures_page

    return _printing(lambda: _print(procedures_page()))


def _import_call(options: argparse.Namespace) -> int:
    from manifattura.config.run.calls import import_call

    return import_call(
        options.file,
        slug=options.slug,
        title=options.title,
        office=options.office,
        head=options.head,
        by=options.by,
        dry_run=options.dry_run,
    )


def _run(options: argparse.Namespace) -> int:
    from manifattura.config.run.site import run_site

    return run_site()


def _demo(options: argparse.Namespace) -> int:
    from manifattura.config.run.commands import fill_demo

    return fill_demo(reset=options.reset)


def _check(options: argparse.Namespace) -> int:
    from manifattura.config.run.commands import check_everything

    return check_everything()


def _worker(options: argparse.Namespace) -> int:
    from manifattura.config.run.commands import work

    return work()


def _messages(options: argparse.Namespace) -> int:
    from manifattura.config.messages import main as messages

    return messages(compile_only=options.compile)


def _manage(arguments: list[str]) -> int:
    from manifattura.config.run.commands import manage

    return manage(arguments)
