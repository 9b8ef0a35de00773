// Points and areas of the map of spaces, read and grouped; no drawing library.

export const GREEN = "#00524a";
export const COLOURS = { ground: "#f6f8f8", area: "#e6ebeb", line: "#ffffff", name: "#425053" };
export const PADDING = 16;
export const CLUSTER_RADIUS = 44;
export const CLUSTERED_TO = 15;
/** Radius of a group, by how many it holds. */
export const RADII = [
  { from: 0, radius: 15 },
  { from: 10, radius: 18 },
  { from: 100, radius: 23 },
  { from: 1000, radius: 29 },
];

/** What was written with gzip, as JSON. */
export async function readGzip(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  const stream = answer.body.pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** Columns to points: differences of ids, places from the corner. */
export function features(columns) {
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

/** West, south, east, north of GeoJSON. */
export function boundsOf(collection) {
  const box = [180, 90, -180, -90];
  const walk = (part) => {
    if (typeof part[0] === "number") {
      box[0] = Math.min(box[0], part[0]);
      box[1] = Math.min(box[1], part[1]);
      box[2] = Math.max(box[2], part[0]);
      box[3] = Math.max(box[3], part[1]);
    } else part.forEach(walk);
  };
  collection.features.forEach((one) => walk(one.geometry.coordinates));
  return box;
}
