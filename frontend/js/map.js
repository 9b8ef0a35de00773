// Pages with a map: only they load it.
import { startMaps } from "./modules/map.js";
import { startPicking } from "./modules/map-pick.js";

startMaps();
startPicking();
