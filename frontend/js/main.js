// On every page: disclosures, dialogs, countdown, first error in focus.
import { startCountdowns } from "./modules/countdown.js";
import { startDialogs } from "./modules/dialog.js";
import { startDisclosures } from "./modules/disclosure.js";
import { startPrinting } from "./modules/printing.js";
import { focusErrors } from "./modules/errors.js";
import { startFeedback } from "./modules/feedback.js";
import { startTokens } from "./modules/tokens.js";

startDisclosures();
startCountdowns();
startDialogs();
startPrinting();
focusErrors();
startFeedback();
startTokens();
