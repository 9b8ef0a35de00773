// Corrects the days of a page that stays open or comes from a cache; never announced to screen readers.
import { words } from "./words.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function unit(number, one, many) {
  return [String(number), number === 1 ? one : many];
}

function remaining(milliseconds) {
  if (milliseconds <= 0) return ["0", words.expired];
  if (milliseconds >= DAY) return unit(Math.floor(milliseconds / DAY), words.day, words.days);
  if (milliseconds >= HOUR) return unit(Math.floor(milliseconds / HOUR), words.hour, words.hours);
  return unit(Math.max(1, Math.floor(milliseconds / MINUTE)), words.minute, words.minutes);
}

function refresh(element) {
  const [number, label] = remaining(new Date(element.dataset.countdown) - Date.now());
  if (element.textContent !== number) element.textContent = number;
  const unitElement = element.closest(".mm-countdown")?.querySelector("[data-countdown-unit]");
  if (unitElement && unitElement.textContent.trim() !== label) unitElement.textContent = label;
}

export function startCountdowns() {
  const elements = document.querySelectorAll("[data-countdown]");
  if (!elements.length) return;
  const all = () => elements.forEach(refresh);
  all();
  setInterval(all, MINUTE);
}
