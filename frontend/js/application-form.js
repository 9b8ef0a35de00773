// The form of an application: questions appear when their condition holds, as the server will judge it again.
import { startConditions } from "./modules/conditions.js";

startConditions();
