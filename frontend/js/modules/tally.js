// What is still missing on a page that saves by itself: counts and totals follow the fields, without a reload.
import { isEnglish, words } from "./words.js";

const two = new Intl.NumberFormat(isEnglish ? "en-GB" : "it-IT", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const number = (text) => Number(text.replace(/[^\d,.-]/g, "").replace(isEnglish ? /,/g : /\./g, "").replace(",", "."));

/** Points of a criterion as scoring.js has just written them; zero while it has none. */
function points(criterion) {
  return number(criterion.querySelector("[data-criterion-points]").textContent) || 0;
}

function lacks(criterion) {
  const reason = criterion.querySelector(".mm-criterion__reason textarea");
  // a mark that cannot be read is none: scoring.js wrote a dash for its points
  return criterion.querySelector("[data-criterion-points]").textContent === "–" || !reason.value.trim();
}

function sheet() {
  const criteria = [...document.querySelectorAll("[data-criterion]")];
  const sum = (chosen) => chosen.reduce((total, criterion) => total + Math.round(points(criterion) * 100), 0) / 100;
  document.querySelectorAll("[data-group-total]").forEach((output) => {
    const own = criteria.filter((criterion) => criterion.dataset.criterionGroup === output.dataset.groupTotal);
    output.textContent = two.format(sum(own));
  });
  const bar = document.querySelector("[data-sheet-bar]");
  if (bar) {
    const total = sum(criteria);
    const width = Math.min(100, (100 * total) / Number(bar.dataset.sheetBar));
    bar.querySelector(".mm-score-bar__value").setAttribute("width", width.toFixed(2));
    const least = bar.dataset.least;
    bar.querySelector("svg").classList.toggle("mm-score-bar--below", Boolean(least) && total < Number(least));
  }
  const tag = document.querySelector("[data-sheet-missing]");
  if (tag) {
    const missing = criteria.filter(lacks).length;
    tag.hidden = missing === 0;
    tag.querySelector("[data-sheet-missing-text]").textContent = words.criteriaMissing(missing);
  }
}

function checks() {
  const groups = [...document.querySelectorAll(".mm-checks [role=radiogroup]")];
  const missing = groups.filter((group) => !group.querySelector("input:checked")).length;
  document.querySelectorAll("[data-checks-missing]").forEach((output) => {
    output.textContent = words.checksMissing(missing);
  });
  document.querySelectorAll("[data-checks-done]").forEach((output) => {
    output.textContent = words.checksDone(groups.length - missing, groups.length);
  });
}

/** After scoring.js: its outputs are read here. */
export function startTally() {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const refresh = form.querySelector("[data-criterion]") ? sheet : form.querySelector(".mm-checks") ? checks : null;
  if (!refresh) return;
  form.addEventListener("input", refresh);
  form.addEventListener("change", refresh);
  refresh();
}
