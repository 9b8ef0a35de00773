"""The entry point of the web server: Django behind the gate, and the pulse that says how it goes."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manifattura.config.settings")
django_application = get_wsgi_application()

# these need Django's settings
from django.conf import settings  # noqa: E402

from manifattura.config.gate.busy import make_ready  # noqa: E402
from manifattura.config.gate.gate import Gate  # noqa: E402
from manifattura.config.gate.measures import Measures  # noqa: E402
from manifattura.config.gate.pulse import start_pulse  # noqa: E402
from manifattura.config.gate.short_way import ShortWay  # noqa: E402
from manifattura.config.page_cache.front import FromMemory, ToMemory  # noqa: E402
from manifattura.config.page_cache.hearing import start_hearing  # noqa: E402
from manifattura.config.page_cache.memory import Memory  # noqa: E402
from manifattura.config.page_cache.together import Together  # noqa: E402

# A thread that says no needs the interpreter for an instant only: it must not wait 5 ms for each that is computing
sys.setswitchinterval(0.001)

measures = Measures()
memory = Memory()
make_ready()
start_pulse(measures)
start_hearing(memory)
# What was loaded until here stays for ever: the collector need not look at it again and again while it serves
gc.collect()
gc.freeze()
limits = settings.GATE_LIMITS
gate = Gate(ToMemory(ShortWay(django_application), memory), limits, measures)
application = FromMemory(gate, memory, measures, Together(limits.waiting, limits.patience))
