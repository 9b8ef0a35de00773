// Shown-if: the same small tree as calls/domain/expressions.py, evaluated on what the person is writing.

const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const ORDER = {
  gt: (left, right) => left > right,
  gte: (left, right) => left >= right,
  lt: (left, right) => left < right,
  lte: (left, right) => left <= right,
};

export function holds(node, context) {
  if (node.op === "all") return node.of.every((part) => holds(part, context));
  if (node.op === "any") return node.of.some((part) => holds(part, context));
  if (node.op === "not") return !node.of.some((part) => holds(part, context));
  const found = valuesAt(context, node.field);
  if (!found.length) return false;
  if (node.op === "answered") return true;
  if (node.op === "eq" || node.op === "ne") return found.some((value) => same(value, node.value)) === (node.op === "eq");
  if (node.op === "in" || node.op === "not_in") {
    return found.some((value) => node.value.some((wanted) => same(value, wanted))) === (node.op === "in");
  }
  return found.some((value) => ordered(ORDER[node.op], value, node.value));
}

function valuesAt(context, path) {
  let found = [context];
  for (const part of path.split(".")) {
    found = found.flat(Infinity).flatMap((item) => (item !== null && typeof item === "object" && part in item ? [item[part]] : []));
  }
  return found.flat(Infinity).filter((value) => value !== null && value !== undefined && value !== "");
}

function number(value) {
  if (typeof value === "number") return value;
  return typeof value === "string" && NUMBER.test(value) ? Number(value) : null;
}

function same(value, wanted) {
  if (typeof value === "boolean" || typeof wanted === "boolean") return value === wanted;
  const left = number(value);
  const right = number(wanted);
  return left !== null && right !== null ? left === right : value === wanted;
}

function ordered(compare, value, wanted) {
  const left = number(value);
  const right = number(wanted);
  if (left !== null && right !== null) return compare(left, right);
  return DAY.test(value) && DAY.test(wanted) && compare(value, wanted);
}

/** What the controls of one question say now, in the shape in which the server stores it. */
function answer(block) {
  const controls = [...block.querySelectorAll("input:not([type=hidden]), select, textarea")];
  const checked = controls.filter((control) => control.checked);
  switch (block.dataset.kind) {
    case "yes_no":
      return checked.length ? checked[0].value === "yes" : null;
    case "choices":
      return checked.map((control) => control.value);
    case "choice":
      return checked.length ? checked[0].value : block.querySelector("select")?.value ?? null;
    case "number":
    case "money":
      return plain(controls[0].value);
    case "stamp_duty":
      return stamp(block, controls);
    case "seat":
      return Object.fromEntries(controls.map((control) => [control.name.slice(block.dataset.field.length + 1), area(control)]));
    default:
      return controls[0]?.value.trim() ?? null;
  }
}

/** Only what was chosen among the parts: the number and the day decide nothing on the page. */
function stamp(block, controls) {
  const chosen = controls.filter((control) => control.type === "radio" && control.checked);
  return Object.fromEntries(chosen.map((control) => [control.name.slice(block.dataset.field.length + 1), control.value]));
}

function plain(text) {
  const bare = text.replace(/[\s\u00a0\u202f€]/g, "");
  if (/^-?\d{1,3}(\.\d{3})+(,\d*)?$/.test(bare)) return bare.replaceAll(".", "").replace(",", ".").replace(/\.$/, "");
  if (/^-?\d+,\d*$/.test(bare)) return bare.replace(",", ".").replace(/\.$/, "");
  return bare || null;
}

function area(control) {
  return control.tagName === "SELECT" && control.value ? Number(control.value) : control.value;
}

const LIVE = new Set(["text", "long_text", "number", "money", "date", "yes_no", "choice", "choices", "seat", "stamp_duty"]);

function refresh(form, base) {
  const context = { ...base };
  for (const block of form.querySelectorAll("[data-field], [data-part]")) {
    if (block.dataset.shownIf) block.hidden = !holds(JSON.parse(block.dataset.shownIf), context);
    if (!block.dataset.field || !LIVE.has(block.dataset.kind)) continue;
    // a hidden question counts as unanswered, as on the server
    if (block.hidden) delete context[block.dataset.field];
    else context[block.dataset.field] = answer(block);
  }
}

export function startConditions() {
  for (const form of document.querySelectorAll("form[data-context]")) {
    let base = JSON.parse(form.dataset.context);
    form.addEventListener("input", () => refresh(form, base));
    form.addEventListener("change", () => refresh(form, base));
    form.addEventListener("mm:saved", (event) => {
      base = event.detail.context ?? base;
      refresh(form, base);
    });
    refresh(form, base);
  }
}
