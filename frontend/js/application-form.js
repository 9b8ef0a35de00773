// The form of an application: questions appear when their condition holds, as the server will judge it again.
import { startConditions } from "./modules/conditions.js";

startConditions();

// computed numbers: the server works them out each time it saves
document.addEventListener("mm:saved", (event) => {
  for (const [key, text] of Object.entries(event.detail.computed ?? {})) {
    document.querySelectorAll(`[data-computed="${CSS.escape(key)}"]`).forEach((output) => {
      output.textContent = text || "–";
    });
  }
  // an aid that is not one rate for every cost
  document.querySelectorAll("[data-aid-saved]").forEach((output) => {
    if (event.detail.aid) output.textContent = event.detail.aid;
  });
});
