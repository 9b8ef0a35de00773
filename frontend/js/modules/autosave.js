// Saves the changed fields of a form while the person writes. The contract is in ../README.md.
import { renewTokens } from "./tokens.js";
import { words } from "./words.js";

const PAUSE = 1200;
const RETRY = 10_000;

/** What the full site asks for, and up to a second more: those who were refused together do not come back together. */
function retryAfter(answer) {
  const seconds = Number(answer.headers.get("Retry-After"));
  return seconds > 0 ? seconds * 1000 + Math.random() * 1000 : RETRY;
}

/** What a refusal says in its JSON; nothing where it is a page. */
async function reasonOf(answer) {
  try {
    return (await answer.json()).message ?? "";
  } catch {
    return "";
  }
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.changed = new Set();
    this.status = document.querySelector("[data-autosave-status]");
    this.timer = null;
    this.busy = false;
    this.stopped = false;
    form.addEventListener("input", (event) => this.note(event.target));
    form.addEventListener("change", (event) => this.note(event.target));
    form.addEventListener("mm:rows", (event) => {
      event.target.querySelectorAll("[name]").forEach((field) => this.note(field));
    });
    form.addEventListener("submit", (event) => this.leave(event), { capture: true });
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
    window.addEventListener("focus", () => this.waiting && this.flush());
  }

  note(field) {
    if (!field.name || field.type === "file" || this.stopped) return;
    // rows of a table and items of a group travel together: the server sees all of them or none
    const table = field.closest("[data-expenses], [data-group]");
    const fields = table ? [...table.querySelectorAll("[name]")] : [field];
    fields.forEach((item) => this.changed.add(item.name));
    if (table) this.changed.add(`${table.dataset.expenses ?? table.dataset.group}-*`);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE);
  }

  body(names) {
    renewTokens();
    const all = new FormData(this.form);
    const body = new URLSearchParams();
    for (const element of this.form.querySelectorAll("[data-autosave-always], [name=csrfmiddlewaretoken]")) {
      body.append(element.name, element.value);
    }
    for (const name of names) {
      body.append("changed", name);
      for (const value of all.getAll(name)) if (typeof value === "string") body.append(name, value);
    }
    return body;
  }

  flush() {
    clearTimeout(this.timer);
    if (this.busy || this.stopped || !this.changed.size) return;
    const names = [...this.changed];
    this.changed.clear();
    this.busy = true;
    this.saving = this.send(names);
  }

  async send(names) {
    try {
      const answer = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: this.body(names),
        headers: { "X-Autosave": "1", Accept: "application/json, text/html" },
        credentials: "same-origin",
        keepalive: document.hidden,
      });
      await this.read(answer, names);
    } catch {
      this.wait(names, "offline");
    } finally {
      this.busy = false;
      if (this.changed.size && !this.waiting && !this.stopped) this.timer = setTimeout(() => this.flush(), PAUSE);
    }
  }

  async read(answer, names) {
    if (answer.status === 401 || answer.status === 403 || answer.redirected) return this.wait(names, "signedOut");
    if (answer.status === 409) return this.conflict(await answer.text());
    if (answer.status === 503 || answer.status === 429) return this.wait(names, "busy", retryAfter(answer));
    if (answer.status >= 500) return this.wait(names, "offline");
    if (!answer.ok) return this.wait(names, "refused", RETRY, await reasonOf(answer));
    return this.saved(await answer.json());
  }

  saved(result) {
    this.waiting = false;
    this.notice(null);
    const version = this.form.querySelector("[data-autosave-version]");
    if (version && result.version !== undefined) version.value = result.version;
    this.say(words.savedAt(result.saved_at));
    this.showMessages(result.messages ?? {});
    this.form.dispatchEvent(new CustomEvent("mm:saved", { bubbles: true, detail: result }));
  }

  /** Remarks under fields while writing; they never stop the person. */
  showMessages(messages) {
    this.form.querySelectorAll("[data-autosave-message]").forEach((element) => element.remove());
    for (const [name, text] of Object.entries(messages)) {
      const field = this.form.elements.namedItem(name);
      const place = (field instanceof RadioNodeList ? field[0] : field)?.closest(".mm-field, fieldset, td, .mm-criterion");
      if (!place) continue;
      const line = document.createElement("p");
      line.className = "mm-note";
      line.dataset.autosaveMessage = "";
      line.textContent = text;
      place.append(line);
    }
  }

  conflict(html) {
    this.stop();
    const place = this.form.querySelector("[data-autosave-conflict]") ?? document.querySelector("[data-autosave-conflict]");
    if (!place) return;
    // the fragment is ours, escaped by the server's templates
    place.innerHTML = html;
    place.hidden = false;
    place.tabIndex = -1;
    place.focus();
  }

  /** Keep what was not saved, say why, try again by itself. */
  wait(names, reason, pause = RETRY, why = "") {
    names.forEach((name) => this.changed.add(name));
    this.waiting = reason !== "refused";
    this.notice(reason, why);
    if (this.waiting) this.timer = setTimeout(() => this.flush(), pause);
    else this.stop();
  }

  /** What is sent while a save is under way would look older than that save: let it end first. */
  leave(event) {
    this.stop();
    if (!this.busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    this.saving.then(() => this.form.requestSubmit(submitter));
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  say(text) {
    if (!this.status) return;
    this.status.hidden = false;
    const line = this.status.querySelector("span");
    if (line.textContent !== text) line.textContent = text;
  }

  /** `why`: the server's own reason, where it gave one. */
  notice(reason, why = "") {
    this.reason ??= null;
    if (this.reason === reason) return;
    this.reason = reason;
    document.getElementById("autosave-notice")?.remove();
    if (!reason) return;
    // beside the buttons too: whoever writes at the end of a long form does not see its top
    this.say(words[reason]);
    const box = document.createElement("div");
    box.id = "autosave-notice";
    box.className = "mm-notice mm-notice--attention";
    box.setAttribute("role", "alert");
    const inside = document.createElement("div");
    const title = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = words[reason];
    title.append(strong);
    const text = document.createElement("p");
    text.textContent = `${why} ${words[`${reason}Text`]} `.trimStart();
    if (reason === "signedOut") {
      const link = document.createElement("a");
      link.href = this.form.dataset.signIn ?? "/";
      link.target = "_blank";
      link.rel = "opener";
      link.textContent = words.signIn;
      text.append(link);
    }
    inside.append(title, text);
    box.append(inside);
    this.form.before(box);
  }
}

export function startAutosave() {
  document.querySelectorAll("form[data-autosave]").forEach((form) => new Autosave(form));
}
