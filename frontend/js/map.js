// Pages with a map: only they load it.
import { startMaps } from "./modules/map-start.js";

startMaps();
// the office's form of a space
if (document.querySelector("[data-pick]")) import("./modules/map-pick.js").then(({ startPicking }) => startPicking());
