// `[data-map]`: its first picture at once; the map that moves when somebody reaches for it, or when the page has nothing else to do.
import { features, readGzip } from "./map-points.js";
import { sketch } from "./map-sketch.js";

const PATIENCE = 2000;

/** Resolves at the first touch of the element, or when the page is at rest. */
function wanted(element) {
  return new Promise((resolve) => {
    for (const event of ["pointerenter", "touchstart"]) element.addEventListener(event, resolve, { once: true, passive: true });
    const rest = () => (window.requestIdleCallback ? requestIdleCallback(resolve, { timeout: PATIENCE }) : setTimeout(resolve, PATIENCE));
    if (document.readyState === "complete") rest();
    else window.addEventListener("load", rest, { once: true });
  });
}

async function start(element) {
  const [list, areas] = await Promise.all([
    readGzip(element.dataset.points).then(features),
    readGzip(element.dataset.areas),
  ]);
  const picture = sketch(element, list, areas);
  element.querySelector(".mm-map__wait")?.remove();
  performance.mark("map-points");
  await wanted(element);
  const { startLive } = await import("./map-live.js");
  const place = document.createElement("div");
  place.className = "mm-map__live";
  element.append(place);
  await startLive(element, place, list, areas);
  picture.remove();
  performance.mark("map-ready");
  element.dataset.ready = String(list.length);
}

export function startMaps() {
  for (const element of document.querySelectorAll("[data-map]")) {
    start(element).catch(() => {
      // the picture stays where there is one: it says where the spaces are
      const note = document.createElement("p");
      note.textContent = element.dataset.broken;
      for (const part of element.querySelectorAll(".mm-map__live, .mm-map__wait")) part.remove();
      element.classList.add("is-broken");
      element.append(note);
    });
  }
}
