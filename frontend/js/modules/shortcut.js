// Ctrl K (or ⌘ K) goes to the field that says so.
export function startShortcuts() {
  const input = document.querySelector("[data-shortcut='ctrl+k']");
  if (!input) return;
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
