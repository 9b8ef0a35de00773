// Table of expenses: live total, rows added and taken away; and the aid that follows from the total.
import { moneyText, toCents } from "./numbers.js";

function rowsOf(table) {
  return [...table.querySelectorAll("[data-expense-row]")];
}

function total(table) {
  const amounts = [...table.querySelectorAll("[data-expense-amount]")];
  return amounts.reduce((sum, input) => sum + (toCents(input.value) ?? 0), 0);
}

/** Rate and cap as written in the page; thousandths keep the product exact. */
function aid(output, cents) {
  const rate = Math.round(Number(output.dataset.rate) * 10_000);
  const cut = Math.floor((cents * rate) / 10_000);
  const cap = output.dataset.cap ? Math.round(Number(output.dataset.cap) * 100) : Infinity;
  return Math.min(cut, cap);
}

function refresh(table) {
  const cents = total(table);
  const output = table.querySelector("[data-expenses-total]");
  output.textContent = moneyText(cents);
  document.querySelectorAll(`[data-aid][data-of="${output.id}"]`).forEach((element) => {
    element.textContent = moneyText(aid(element, cents));
  });
}

function renumber(table) {
  const name = table.dataset.expenses;
  rowsOf(table).forEach((row, index) => {
    row.querySelectorAll("[name]").forEach((field) => {
      field.name = `${name}-${index}-${field.name.split("-").pop()}`;
      field.id = `id_${field.name}`;
      field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, index + 1));
    });
  });
}

function add(table) {
  const rows = rowsOf(table);
  const row = rows.at(-1).cloneNode(true);
  row.querySelectorAll("input").forEach((input) => {
    input.value = "";
  });
  row.querySelectorAll("select").forEach((select) => (select.selectedIndex = 0));
  row.querySelectorAll("[aria-invalid]").forEach((field) => {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  });
  row.querySelectorAll(".mm-field__error").forEach((error) => error.remove());
  rows.at(-1).after(row);
  renumber(table);
  row.querySelector("input").focus();
}

function remove(table, row) {
  const rows = rowsOf(table);
  if (rows.length === 1) row.querySelectorAll("input").forEach((input) => (input.value = ""));
  else row.remove();
  renumber(table);
  refresh(table);
  table.dispatchEvent(new CustomEvent("mm:rows", { bubbles: true }));
  rowsOf(table).at(-1).querySelector("input").focus();
}

export function startExpenses() {
  document.querySelectorAll("[data-expenses]").forEach((table) => {
    table.querySelectorAll("[data-expense-add], [data-expense-remove]").forEach((button) => (button.hidden = false));
    table.addEventListener("input", () => refresh(table));
    table.addEventListener("click", (event) => {
      if (event.target.closest("[data-expense-add]")) add(table);
      const taken = event.target.closest("[data-expense-remove]");
      if (taken) remove(table, taken.closest("[data-expense-row]"));
    });
    refresh(table);
  });
}
