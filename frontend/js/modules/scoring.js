// A criterion: range, number and points stay in step; the sheet's total follows.
import { isEnglish, words } from "./words.js";

const two = new Intl.NumberFormat(isEnglish ? "en-GB" : "it-IT", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const one = new Intl.NumberFormat(isEnglish ? "en-GB" : "it-IT", { maximumFractionDigits: 3 });

/** Points in hundredths, half up: coefficient in thousandths times maximum in hundredths; none for what is not 0 to 1. */
function hundredths(criterion) {
  const number = criterion.querySelector("[data-criterion-number]").value;
  if (number === "" || !(Number(number) >= 0 && Number(number) <= 1)) return null;
  const coefficient = Math.round(Number(number) * 1000);
  const maximum = Math.round(Number(criterion.dataset.maximum) * 100);
  return Math.floor((coefficient * maximum) / 1000 + 0.5);
}

function refresh(criterion) {
  const points = hundredths(criterion);
  const number = criterion.querySelector("[data-criterion-number]");
  const range = criterion.querySelector("[data-criterion-range]");
  const text = points === null ? "–" : two.format(points / 100);
  criterion.querySelector("[data-criterion-points]").textContent = text;
  if (!range) return; // marks chosen by name
  range.value = number.value === "" ? 0 : number.value;
  if (points !== null) range.setAttribute("aria-valuetext", words.score(one.format(Number(number.value)), text));
}

function total() {
  const output = document.querySelector("[data-sheet-total]");
  if (!output) return;
  const points = [...document.querySelectorAll("[data-criterion]")].map(hundredths);
  output.textContent = two.format(points.reduce((sum, item) => sum + (item ?? 0), 0) / 100);
}

export function startScoring() {
  const criteria = document.querySelectorAll("[data-criterion]");
  criteria.forEach((criterion) => {
    const range = criterion.querySelector("[data-criterion-range]");
    const number = criterion.querySelector("[data-criterion-number]");
    if (range) {
      range.hidden = number.readOnly;
      range.addEventListener("input", () => {
        number.value = range.value;
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
