// A criterion: range, number and points stay in step; the sheet's total follows.
import { isEnglish, words } from "./words.js";

const writers = {};
/** Points with the decimals of the call. */
function write(points, decimals) {
  writers[decimals] ??= new Intl.NumberFormat(isEnglish ? "en-GB" : "it-IT", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return writers[decimals].format(points / 10 ** decimals);
}
const decimalsOf = (element) => Number(element.dataset.decimals || 2);
const one = new Intl.NumberFormat(isEnglish ? "en-GB" : "it-IT", { maximumFractionDigits: 3 });

/** What is written, with a comma or a point; null when it is empty or no number from 0 to 1. */
function coefficientOf(criterion) {
  const written = criterion.querySelector("[data-criterion-number]").value.trim().replace(",", ".");
  const number = written === "" ? Number.NaN : Number(written);
  return number >= 0 && number <= 1 ? number : null;
}

/** Points in units of the last decimal, half up: a coefficient in millionths times the maximum; none outside 0 to 1. */
function units(criterion) {
  const written = coefficientOf(criterion);
  if (written === null) return null;
  const coefficient = Math.round(written * 1_000_000);
  const maximum = Math.round(Number(criterion.dataset.maximum) * 10 ** decimalsOf(criterion));
  return Math.floor((coefficient * maximum) / 1_000_000 + 0.5);
}

function refresh(criterion) {
  const points = units(criterion);
  const range = criterion.querySelector("[data-criterion-range]");
  const text = points === null ? "–" : write(points, decimalsOf(criterion));
  criterion.querySelector("[data-criterion-points]").textContent = text;
  if (!range) return; // marks chosen by name
  range.value = coefficientOf(criterion) ?? 0;
  if (points !== null) range.setAttribute("aria-valuetext", words.score(one.format(coefficientOf(criterion)), text));
}

function total() {
  const output = document.querySelector("[data-sheet-total]");
  if (!output) return;
  const points = [...document.querySelectorAll("[data-criterion]")].map(units);
  output.textContent = write(points.reduce((sum, item) => sum + (item ?? 0), 0), decimalsOf(output));
}

export function startScoring() {
  const criteria = document.querySelectorAll("[data-criterion]");
  criteria.forEach((criterion) => {
    const range = criterion.querySelector("[data-criterion-range]");
    const number = criterion.querySelector("[data-criterion-number]");
    if (range) {
      range.hidden = number.readOnly;
      range.addEventListener("input", () => {
        number.value = one.format(Number(range.value));
        number.dispatchEvent(new Event("input", { bubbles: true }));
      });
    }
    number.addEventListener("input", () => {
      refresh(criterion);
      total();
    });
    refresh(criterion);
  });
  if (criteria.length) total();
}
