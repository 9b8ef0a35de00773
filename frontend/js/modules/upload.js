// A chosen file goes up at once, with its progress; the answer is a fragment that replaces the field.
import { renewTokens } from "./tokens.js";
import { words } from "./words.js";

function send(input) {
  const target = input.closest("[data-upload-target]");
  const progress = target.querySelector("[data-upload-progress]");
  const line = progress.querySelector("[role=status]");
  const bar = progress.querySelector("progress");
  const body = new FormData();
  renewTokens();
  body.append("csrfmiddlewaretoken", input.form.elements.namedItem("csrfmiddlewaretoken").value);
  input.form.querySelectorAll("[data-autosave-always]").forEach((field) => body.append(field.name, field.value));
  [...input.files].forEach((file) => body.append(input.name, file));
  const request = new XMLHttpRequest();
  request.open("POST", input.dataset.upload);
  request.setRequestHeader("X-Upload", "1");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = Math.round((100 * event.loaded) / event.total);
    if (bar.value % 25 === 0) line.textContent = words.uploading(bar.value);
  });
  request.addEventListener("load", () => {
    if (request.status === 503 || request.status === 429) return comeBack(Number(request.getResponseHeader("Retry-After")) || 5);
    if (request.status >= 400 && !request.responseText.includes("data-upload-target")) return fail();
    replace(target, request.responseText);
  });
  const fail = () => {
    line.textContent = words.uploadFailed;
    bar.hidden = true;
  };
  // the full site keeps nothing, this page does: the file is still chosen
  const comeBack = (seconds) => {
    line.textContent = words.uploadBusy(seconds);
    bar.hidden = true;
    setTimeout(() => send(input), seconds * 1000 + Math.random() * 1000);
  };
  request.addEventListener("error", fail);
  progress.hidden = false;
  bar.hidden = false;
  line.textContent = words.uploading(0);
  request.send(body);
}

function replace(target, html) {
  const id = target.id;
  // who has gone on meanwhile is not called back: it is said instead
  const stayed = target.contains(document.activeElement) || document.activeElement === document.body;
  // the fragment is ours, escaped by the server's templates
  target.outerHTML = html;
  const fresh = document.getElementById(id);
  if (!fresh) return;
  const wrong = fresh.querySelector("[aria-invalid]");
  if (stayed) (wrong ?? [...fresh.querySelectorAll("li a")].at(-1) ?? fresh.querySelector("input"))?.focus();
  else say(fresh, wrong ? words.uploadRefused : words.uploaded);
}

function say(field, text) {
  const progress = field.querySelector("[data-upload-progress]");
  progress.hidden = false;
  progress.querySelector("progress").hidden = true;
  // a new place for messages is heard only of what comes into it later
  setTimeout(() => (progress.querySelector("[role=status]").textContent = text), 100);
}

export function startUploads() {
  document.addEventListener("change", (event) => {
    const input = event.target.closest?.("input[type=file][data-upload]");
    if (input?.files.length) send(input);
  });
}
