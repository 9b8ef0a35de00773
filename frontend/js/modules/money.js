// An amount is rewritten the Italian way on leaving its field.
import { amountText, toCents } from "./numbers.js";

export function startMoney() {
  document.addEventListener("focusout", (event) => {
    const input = event.target.closest?.("input[data-money]");
    if (!input || input.readOnly) return;
    const cents = toCents(input.value);
    if (cents === null) return;
    const text = amountText(cents);
    if (input.value !== text) input.value = text;
  });
}
