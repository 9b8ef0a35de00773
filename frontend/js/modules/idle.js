// A session that nobody uses ends: two minutes before, a dialog lets one stay (WCAG 2.2.1). Who types is here and is not asked.
const NOTED_EVERY = 300_000;

export function startIdle() {
  const root = document.querySelector("[data-idle]");
  const dialog = root?.querySelector("dialog");
  if (!dialog) return;
  const limit = Number(root.dataset.idle) * 1000;
  const warning = Number(root.dataset.idleWarning) * 1000;
  const button = root.querySelector("[data-idle-button]");
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("mm-session") : null;
  let touched = Date.now();
  let ended = false;

  function touch({ here = true } = {}) {
    touched = Date.now();
    if (dialog.open && !ended) dialog.close();
    if (here) channel?.postMessage("touched");
  }

  async function stay() {
    try {
      const answer = await fetch(root.dataset.idleStay, { redirect: "manual", cache: "no-store" });
      if (answer.status === 204) touch();
    } catch {
      // without a network the dialog stays: the next press tries again
    }
  }

  function look() {
    const idle = Date.now() - touched;
    if (idle >= limit && !ended) {
      ended = true;
      root.querySelector("[data-idle-ending]").hidden = true;
      root.querySelector("[data-idle-ended]").hidden = false;
      button.hidden = true;
    }
    if (idle >= limit - warning && !dialog.open && !dialog.dataset.seen) {
      if (ended) dialog.dataset.seen = "yes";
      dialog.showModal();
      if (!ended) button.focus();
    }
  }

  button.addEventListener("click", stay);
  dialog.addEventListener("close", () => {
    if (!ended && Date.now() - touched >= limit - warning) stay();
  });
  document.addEventListener("input", () => {
    if (!ended && Date.now() - touched > NOTED_EVERY) {
      touched = Date.now();
      stay();
    }
  });
  if (channel) channel.onmessage = () => touch({ here: false });
  touch();
  setInterval(look, 5_000);
}
