// `[data-map]`: the spaces of a list as points, in groups; a point chosen by mouse, finger or keyboard shows its card beside the map.
import { FONT, makeMap, readGzip } from "./map-base.js";

const GREEN = "#00524a";
const YELLOW = "#ffc52e";
const MOST_TOGETHER = 10;

/** Columns to points: differences of ids, places from the corner. */
function features(columns) {
  const { scale, west, south } = columns;
  const list = new Array(columns.id.length);
  let id = 0;
  for (let place = 0; place < list.length; place += 1) {
    id += columns.id[place];
    list[place] = {
      type: "Feature",
      id,
      properties: { id },
      geometry: {
        type: "Point",
        coordinates: [(columns.x[place] + west) / scale, (columns.y[place] + south) / scale],
      },
    };
  }
  return list;
}

const NOTHING = { type: "FeatureCollection", features: [] };

/** Points in groups, and the ones that are chosen, above everything. */
function pointsAbove(list) {
  const points = {
    type: "geojson",
    data: { type: "FeatureCollection", features: list },
    cluster: true,
    clusterRadius: 44,
    clusterMaxZoom: 15,
    buffer: 0,
    maxzoom: 18,
  };
  const dot = (source, colour, radius, edge) => ({
    type: "circle",
    source,
    paint: { "circle-color": colour, "circle-radius": radius, "circle-stroke-color": edge, "circle-stroke-width": 2 },
  });
  const grouped = ["has", "point_count"];
  const size = ["step", ["get", "point_count"], 15, 10, 18, 100, 23, 1000, 29];
  return {
    sources: { points, chosen: { type: "geojson", data: NOTHING } },
    layers: [
      { id: "groups", filter: grouped, ...dot("points", GREEN, size, "#ffffff") },
      {
        id: "counts",
        type: "symbol",
        source: "points",
        filter: grouped,
        layout: { "text-field": ["get", "point_count_abbreviated"], "text-font": FONT, "text-size": 14, "text-allow-overlap": true },
        paint: { "text-color": "#ffffff" },
      },
      { id: "points", filter: ["!", grouped], ...dot("points", GREEN, 8, "#ffffff") },
      { id: "chosen", ...dot("chosen", YELLOW, 11, "#12191a") },
    ],
  };
}

class Explorer {
  constructor(element, map, list) {
    this.element = element;
    this.map = map;
    this.list = list;
    this.byId = new Map(list.map((one) => [one.id, one]));
    this.panel = document.querySelector(element.dataset.panel);
    this.listen();
  }

  listen() {
    const { map } = this;
    map.on("click", "groups", (event) => this.open(event.features[0]));
    map.on("click", "points", (event) => this.choose(event.features.map((one) => one.properties.id)));
    for (const layer of ["groups", "points"]) {
      map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
      map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
    }
    map.getCanvas().addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.chooseMiddle();
    });
    for (const row of document.querySelectorAll("[data-space]")) {
      const id = Number(row.dataset.space);
      if (!this.byId.has(id)) continue;
      row.addEventListener("pointerenter", () => this.mark([id]));
      const button = row.querySelector("[data-show]");
      if (button) {
        button.hidden = false;
        button.addEventListener("click", () => {
          map.jumpTo({ center: this.byId.get(id).geometry.coordinates, zoom: 16 });
          this.choose([id]);
          this.element.scrollIntoView({ block: "nearest" });
        });
      }
    }
    const here = document.querySelector("[data-map-here]");
    if (here) {
      map.on("moveend", (event) => {
        if (event.originalEvent || event.byHand) here.hidden = false;
      });
      map.getCanvas().addEventListener("keyup", () => (here.hidden = false));
      here.addEventListener("click", () => {
        const box = map.getBounds();
        const address = new URL(location.href);
        const corners = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
        address.searchParams.set("riquadro", corners.map((one) => one.toFixed(4)).join(","));
        address.searchParams.delete("page");
        location.assign(address);
      });
    }
  }

  /** A group: nearer, until its points come apart; those on one spot are shown together. */
  async open(group) {
    const source = this.map.getSource("points");
    const zoom = await source.getClusterExpansionZoom(group.properties.cluster_id);
    this.map.easeTo({ center: group.geometry.coordinates, zoom: Math.min(zoom, 17) });
  }

  /** By keyboard: what is nearest to the middle, a group too. */
  chooseMiddle() {
    const { map } = this;
    const { clientWidth: width, clientHeight: height } = map.getCanvas();
    const found = map.queryRenderedFeatures({ layers: ["groups", "points"] });
    const middle = { x: width / 2, y: height / 2 };
    const far = (one) => {
      const at = map.project(one.geometry.coordinates);
      return Math.hypot(at.x - middle.x, at.y - middle.y);
    };
    const nearest = found.sort((one, other) => far(one) - far(other))[0];
    if (!nearest) return;
    if (nearest.properties.cluster_id !== undefined) this.open(nearest);
    else {
      const there = nearest.geometry.coordinates.join();
      this.choose(found.filter((one) => one.geometry.coordinates.join() === there).map((one) => one.properties.id));
    }
  }

  mark(ids) {
    this.map.getSource("chosen").setData({
      type: "FeatureCollection",
      features: ids.map((id) => this.byId.get(id)).filter(Boolean),
    });
    const chosen = new Set(ids.map(String));
    for (const row of document.querySelectorAll("[data-space]"))
      row.classList.toggle("is-chosen", chosen.has(row.dataset.space));
  }

  async choose(ids) {
    const some = [...new Set(ids)].slice(0, MOST_TOGETHER);
    this.mark(some);
    const answers = await Promise.all(
      some.map((id) => fetch(this.element.dataset.point.replace("/0/", `/${id}/`)).then((one) => (one.ok ? one.text() : ""))),
    );
    // our own fragments, made and escaped by the server
    this.panel.innerHTML = answers.join("");
  }
}

export function startMaps() {
  for (const element of document.querySelectorAll("[data-map]")) {
    const read = readGzip(element.dataset.points).then(features);
    makeMap(element, read.then(pointsAbove))
      .then(async (map) => {
        const list = await read;
        const explorer = new Explorer(element, map, list);
        if (element.dataset.box) {
          const [west, south, east, north] = element.dataset.box.split(",").map(Number);
          map.fitBounds([west, south, east, north], { animate: false });
        }
        performance.mark("map-ready");
        element.dataset.ready = String(list.length);
        return explorer;
      })
      .catch(() => {
        element.classList.add("is-broken");
        element.textContent = element.dataset.broken;
      });
  }
}
