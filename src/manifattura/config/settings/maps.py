"""Maps: drawn from the areas of the database; tiles of others only where the city says so, and then the browser may ask them."""

from manifattura.config.settings.base import ENVIRONMENT
from manifattura.config.settings.security import CONTENT_SECURITY_POLICY

MAP_TILES = ENVIRONMENT.raw.get("MANIFATTURA_MAP_TILES", "")
MAP_TILES_BY = ENVIRONMENT.raw.get("MANIFATTURA_MAP_TILES_BY", "")

if MAP_TILES:
    _host = "/".join(MAP_TILES.split("/")[:3])
    for _directive in ("connect-src", "img-src"):
        CONTENT_SECURITY_POLICY["DIRECTIVES"][_directive].append(_host)
