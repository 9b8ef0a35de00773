// Office and committee: shortcuts, selections, scoring.
import "./modules/fragments.js";
import { startAutosave } from "./modules/autosave.js";
import { startIdle } from "./modules/idle.js";
import { startMoney } from "./modules/money.js";
import { startOnce } from "./modules/once.js";
import { startScoring } from "./modules/scoring.js";
import { startSelection } from "./modules/selection.js";
import { startShortcuts } from "./modules/shortcut.js";
import { startTally } from "./modules/tally.js";

startShortcuts();
startSelection();
startMoney();
startScoring();
startTally();
startAutosave();
startOnce();
startIdle();
