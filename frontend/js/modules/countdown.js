// Corrects the days of a page that stays open or comes from a cache; never announced to screen readers.
import { words } from "./words.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function unit(number, one, many) {
  return [String(number), number === 1 ? one : many];
}

// what clocks show in Rome, as a number: from noon to noon is a day also when it has 23 or 25 hours
const rome = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Rome", dateStyle: "short", timeStyle: "medium" });
const shown = (moment) => Date.parse(`${rome.format(moment).replace(" ", "T")}Z`);

function remaining(deadline, now) {
  const milliseconds = deadline - now;
  if (milliseconds <= 0) return ["0", words.expired];
  const days = Math.floor((shown(deadline) - shown(now)) / DAY);
  if (days >= 1) return unit(days, words.day, words.days);
  if (milliseconds >= HOUR) return unit(Math.floor(milliseconds / HOUR), words.hour, words.hours);
  return unit(Math.max(1, Math.floor(milliseconds / MINUTE)), words.minute, words.minutes);
}

function refresh(element) {
  const [number, label] = remaining(Date.parse(element.dataset.countdown), Date.now());
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
