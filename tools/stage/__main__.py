"""`python -m tools.stage --drafts 100`: a stage to look at, until Ctrl-C."""

import argparse
import signal

from tools.stage import Stage

if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--drafts", type=int, default=100)
    with Stage(drafts=arguments.parse_args().drafts) as stage:
        print(stage.url, stage.database_url, stage.folder, sep="\n", flush=True)
        print(
            f"curl -i -b '{stage.senders[0].cookie}' -d '{stage.senders[0].body}' {stage.url}{stage.senders[0].path}"
        )
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
