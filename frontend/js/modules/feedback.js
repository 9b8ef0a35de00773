// The question at the foot of a page: sent without leaving it. Whatever goes wrong, the form is sent the plain way.
export function startFeedback(root = document) {
  for (const form of root.querySelectorAll("form[data-feedback]")) {
    const thanks = form.parentElement.querySelector("[data-feedback-thanks]");
    if (!thanks) continue;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
        if (!answer.ok) throw new Error(String(answer.status));
        form.hidden = true;
        thanks.textContent = thanks.dataset.text;
      } catch {
        form.submit();
      }
    });
  }
}
