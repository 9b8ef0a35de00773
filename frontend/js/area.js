// Personal area: forms that save themselves, files, amounts.
import "./modules/fragments.js";
import { startAutosave } from "./modules/autosave.js";
import { startExpenses } from "./modules/expenses.js";
import { startIdle } from "./modules/idle.js";
import { startMoney } from "./modules/money.js";
import { startOnce } from "./modules/once.js";
import { startUploads } from "./modules/upload.js";

startMoney();
startExpenses();
startUploads();
startAutosave();
startOnce();
startIdle();
