// Select all the rows of a table, and say how many are selected.
import { words } from "./words.js";

function start(all) {
  const table = all.closest("table");
  const boxes = () => [...table.querySelectorAll("tbody input[type=checkbox]")];
  const line = (all.closest("form") ?? document).querySelector("[data-selected]");
  const refresh = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes().length;
    all.indeterminate = chosen > 0 && !all.checked;
    if (line) line.textContent = chosen ? words.selected(chosen) : "";
  };
  all.addEventListener("change", () => {
    boxes().forEach((box) => (box.checked = all.checked));
    refresh();
  });
  table.addEventListener("change", (event) => event.target !== all && refresh());
  refresh();
}

export function startSelection() {
  document.querySelectorAll("input[data-all]").forEach(start);
}
