// Menus made of <details>: closed on narrow screens, closed by Escape and by a click elsewhere.
const WIDE = "(min-width: 901px)";

export function startDisclosures() {
  const wide = window.matchMedia(WIDE);
  const menus = document.querySelectorAll("details[data-open-wide]");
  const follow = () => menus.forEach((menu) => (menu.open = wide.matches));
  follow();
  wide.addEventListener("change", follow);

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.mm-menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.mm-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
}
