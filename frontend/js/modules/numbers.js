// Amounts are counted in whole cents: no floating point in anything a person reads.
import { isEnglish } from "./words.js";

const format = new Intl.NumberFormat(isEnglish ? "en-GB" : "it-IT", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  useGrouping: "always",
});

/** `1.234,5`, `1234,50`, `1.234`, `1234.50`, English `1,234.50` in cents; null when it is not an amount. */
export function toCents(text) {
  const bare = text.replace(/[\s\u00a0\u202f€]/g, "");
  let plain;
  if (/^\d{1,3}(\.\d{3})+$/.test(bare)) plain = bare.replaceAll(".", "");
  else if (/^\d+(\.\d+)?$/.test(bare)) plain = bare;
  else if (/^\d{1,3}((,\d{3})+\.\d+|(,\d{3}){2,})$/.test(bare)) plain = bare.replaceAll(",", "");
  else if (isEnglish && /^\d{1,3},\d{3}$/.test(bare)) plain = bare.replace(",", "");
  else if (/^(\d{1,3}(\.\d{3})+|\d+),\d*$/.test(bare)) plain = bare.replaceAll(".", "").replace(",", ".");
  else return null;
  const [whole, fraction = ""] = plain.split(".");
  const cents = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, "0"));
  return cents + (Number(fraction[2] ?? 0) >= 5 ? 1 : 0);
}

/** Cents as `1.234,50`. */
export function amountText(cents) {
  return format.format(cents / 100);
}

/** Cents as `1.234,50 €`. */
export function moneyText(cents) {
  return isEnglish ? `€${amountText(cents)}` : `${amountText(cents)}\u00a0€`;
}
