// htmx, with nothing that needs eval or inline style; its settings are in the page's <meta name="htmx-config">.
import htmx from "htmx.org";

// Errors of a form come back as 422 with the same fragment: show them like any answer.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

export default htmx;
