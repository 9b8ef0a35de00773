// The summary of errors takes the focus; a blocked button says why instead of acting.
export function focusErrors() {
  document.querySelector("[data-focus]")?.focus();
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-blocked]")) event.preventDefault();
  });
}
