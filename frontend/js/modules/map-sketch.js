// The first picture of the map: areas and groups on a plain canvas, as the map that moves will draw them, a second before it can.
import Supercluster from "supercluster";
import { boundsOf, CLUSTER_RADIUS, CLUSTERED_TO, COLOURS, GREEN, PADDING, RADII } from "./map-points.js";

const TILE = 512;
const POINT = 8;

/** Web Mercator, from 0 to 1 across the world. */
const mercator = ([longitude, latitude]) => {
  const angle = (latitude * Math.PI) / 180;
  return [(longitude + 180) / 360, (1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2];
};

/** Where places fall on a picture of this size that shows the whole of the bounds, and its zoom. */
function projection(bounds, padding, width, height) {
  const [left, bottom] = mercator([bounds[0], bounds[1]]);
  const [right, top] = mercator([bounds[2], bounds[3]]);
  const scale = Math.min((width - 2 * padding) / (right - left), (height - 2 * padding) / (bottom - top));
  const project = (place) => {
    const [x, y] = mercator(place);
    return [width / 2 + (x - (left + right) / 2) * scale, height / 2 + (y - (top + bottom) / 2) * scale];
  };
  return { project, zoom: Math.log2(scale / TILE) };
}

function drawAreas(pen, areas, project) {
  pen.fillStyle = COLOURS.area;
  pen.strokeStyle = COLOURS.line;
  pen.lineWidth = 1.4;
  for (const { geometry } of areas.features) {
    pen.beginPath();
    const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const ring of parts.flat()) {
      ring.forEach((place, number) => pen[number ? "lineTo" : "moveTo"](...project(place)));
      pen.closePath();
    }
    pen.fill("evenodd");
    pen.stroke();
  }
}

function drawGroups(pen, list, zoom, project) {
  const index = new Supercluster({ radius: CLUSTER_RADIUS, extent: TILE, maxZoom: CLUSTERED_TO }).load(list);
  pen.font = '14px "Titillium Web", sans-serif';
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const { geometry, properties } of index.getClusters([-180, -85, 180, 85], Math.floor(zoom))) {
    const many = properties.point_count ?? 0;
    const [x, y] = project(geometry.coordinates);
    pen.beginPath();
    pen.arc(x, y, (many ? RADII.findLast((one) => many >= one.from).radius : POINT) + 1, 0, 2 * Math.PI);
    pen.fillStyle = GREEN;
    pen.fill();
    pen.strokeStyle = "#ffffff";
    pen.lineWidth = 2;
    pen.stroke();
    if (many) {
      pen.fillStyle = "#ffffff";
      pen.fillText(String(properties.point_count_abbreviated), x, y + 1);
    }
  }
}

/** A canvas in the element, to be removed when the map is there. */
export function sketch(element, list, areas) {
  const { clientWidth: width, clientHeight: height } = element;
  const canvas = document.createElement("canvas");
  canvas.className = "mm-map__sketch";
  canvas.setAttribute("aria-hidden", "true");
  const sharp = window.devicePixelRatio || 1;
  canvas.width = width * sharp;
  canvas.height = height * sharp;
  const pen = canvas.getContext("2d");
  pen.scale(sharp, sharp);
  pen.fillStyle = COLOURS.ground;
  pen.fillRect(0, 0, width, height);
  const box = element.dataset.box;
  const { project, zoom } = box
    ? projection(box.split(",").map(Number), 0, width, height)
    : projection(boundsOf(areas), PADDING, width, height);
  drawAreas(pen, areas, project);
  drawGroups(pen, list, zoom, project);
  element.append(canvas);
  return canvas;
}
