// A form is sent once: a second click finds the button busy. The server refuses a double as well.
export function startOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    // a preview in another tab leaves this form as it is
    if (event.submitter?.formTarget === "_blank") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    // coming back by the browser's history must not find a dead form
    window.addEventListener("pageshow", () => {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
    });
  });
}
