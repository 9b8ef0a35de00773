// The map that moves, in the place of the first picture: a point chosen by mouse, finger or keyboard shows its card beside the map.
import { FONT, makeMap } from "./map-base.js";
import { CLUSTER_RADIUS, CLUSTERED_TO, GREEN, RADII } from "./map-points.js";

const YELLOW = "#ffc52e";
const MOST_TOGETHER = 10;

const NOTHING = { type: "FeatureCollection", features: [] };

/** Points in groups, and the ones that are chosen, above everything. */
function pointsAbove(list) {
  const points = {
    type: "geojson",
    data: { type: "FeatureCollection", features: list },
    cluster: true,
    clusterRadius: CLUSTER_RADIUS,
    clusterMaxZoom: CLUSTERED_TO,
    buffer: 0,
    maxzoom: 18,
  };
  const dot = (source, colour, radius, edge) => ({
    type: "circle",
    source,
    paint: { "circle-color": colour, "circle-radius": radius, "circle-stroke-color": edge, "circle-stroke-width": 2 },
  });
  const grouped = ["has", "point_count"];
  const size = ["step", ["get", "point_count"], RADII[0].radius, ...RADII.slice(1).flatMap((one) => [one.from, one.radius])];
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
    this.chosen = [];
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
      // what is told below the map is what is marked
      row.addEventListener("pointerleave", () => this.mark(this.chosen));
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
    this.chosen = some;
    this.mark(some);
    const answers = await Promise.all(
      some.map((id) => fetch(this.element.dataset.point.replace("/0/", `/${id}/`)).then((one) => (one.ok ? one.text() : ""))),
    );
    // our own fragments, made and escaped by the server
    this.panel.innerHTML = answers.join("");
  }
}

/** In `place`, a child of the element: resolves when it is drawn. */
export async function startLive(element, place, list, areas) {
  const map = await makeMap(element, { place, areas, above: pointsAbove(list) });
  const explorer = new Explorer(element, map, list);
  if (element.dataset.box) {
    const [west, south, east, north] = element.dataset.box.split(",").map(Number);
    map.fitBounds([west, south, east, north], { animate: false });
  }
  return explorer;
}
