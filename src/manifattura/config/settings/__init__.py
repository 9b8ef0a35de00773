"""Django settings, one small file per concern, put together here."""

from manifattura.config.settings.base import *
from manifattura.config.settings.city import *
from manifattura.config.settings.apps import *
from manifattura.config.settings.database import *
from manifattura.config.settings.files import *
from manifattura.config.settings.http import *
from manifattura.config.settings.security import *
from manifattura.config.settings.accounts import *
from manifattura.config.settings.identity import *
from manifattura.config.settings.language import *
from manifattura.config.settings.mail import *
from manifattura.config.settings.jobs import *
from manifattura.config.settings.logs import *
from manifattura.config.settings.gate import *
from manifattura.config.settings.pages import *
from manifattura.config.settings.maps import *
