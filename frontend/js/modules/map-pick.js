// `[data-pick]`: a point chosen on the map goes into the two fields of coordinates, and the fields move the point.
import { makeMap } from "./map-base.js";

const PLACES = 6;
const CHOSEN = {
  sources: { chosen: { type: "geojson", data: { type: "FeatureCollection", features: [] } } },
  layers: [
    {
      id: "chosen",
      type: "circle",
      source: "chosen",
      paint: { "circle-color": "#ffc52e", "circle-radius": 10, "circle-stroke-color": "#12191a", "circle-stroke-width": 2 },
    },
  ],
};

const isOnEarth = ([longitude, latitude]) => Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;

export function startPicking() {
  for (const element of document.querySelectorAll("[data-pick]")) {
    const latitude = document.getElementById(element.dataset.latitude);
    const longitude = document.getElementById(element.dataset.longitude);
    const comma = element.dataset.decimal;
    const read = (field) => Number(field.value.trim().replace(",", "."));
    const write = (field, value) => {
      field.value = value.toFixed(PLACES).replace(".", comma);
    };
    element.hidden = false;
    makeMap(element, { above: CHOSEN })
      .then((map) => {
        const show = (move) => {
          const there = [read(longitude), read(latitude)];
          const known = latitude.value.trim() && longitude.value.trim() && isOnEarth(there);
          map.getSource("chosen").setData({
            type: "FeatureCollection",
            features: known ? [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: there } }] : [],
          });
          if (known && move) map.jumpTo({ center: there, zoom: Math.max(map.getZoom(), 14) });
        };
        const put = (at) => {
          write(latitude, at.lat);
          write(longitude, at.lng);
          show(false);
        };
        map.on("click", (event) => put(event.lngLat));
        map.getCanvas().addEventListener("keydown", (event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          put(map.getCenter());
        });
        for (const field of [latitude, longitude]) field.addEventListener("change", () => show(true));
        show(true);
        element.dataset.ready = "1";
      })
      .catch(() => {
        element.classList.add("is-broken");
        const note = document.createElement("p");
        note.textContent = element.dataset.broken;
        element.replaceChildren(note);
      });
  }
}
