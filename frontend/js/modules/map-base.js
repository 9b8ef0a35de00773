// The ground of every map: areas of the city, controls that speak the page's language, tiles only where the page gives them.
import { Map as GlMap, NavigationControl, setWorkerUrl } from "maplibre-gl";
import { boundsOf, COLOURS, PADDING, readGzip } from "./map-points.js";

const FONT = ["Titillium Web"];

/** A map on the element, with sources and layers above the ground from its first picture on; rejects where the browser cannot draw one. */
export async function makeMap(element, { place = element, areas, above }) {
  const words = element.dataset;
  setWorkerUrl(new URL(words.worker, location.href).href);
  areas ??= await readGzip(words.areas);
  const tiles = words.tiles;
  const map = new GlMap({
    container: place,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    maxZoom: 18,
    fadeDuration: 0,
    bounds: boundsOf(areas),
    fitBoundsOptions: { padding: PADDING },
    locale: {
      "Map.Title": words.title,
      "NavigationControl.ZoomIn": words.zoomIn,
      "NavigationControl.ZoomOut": words.zoomOut,
    },
    style: {
      version: 8,
      sources: {
        areas: { type: "geojson", data: areas },
        ...above.sources,
        ...(tiles ? { tiles: { type: "raster", tiles: [tiles], tileSize: 256 } } : {}),
      },
      layers: [
        { id: "ground", type: "background", paint: { "background-color": COLOURS.ground } },
        ...(tiles
          ? [{ id: "tiles", type: "raster", source: "tiles" }]
          : [{ id: "areas", type: "fill", source: "areas", paint: { "fill-color": COLOURS.area } }]),
        {
          id: "lines",
          type: "line",
          source: "areas",
          paint: { "line-color": tiles ? COLOURS.name : COLOURS.line, "line-width": tiles ? 0.6 : 1.4 },
        },
        {
          id: "names",
          type: "symbol",
          source: "areas",
          minzoom: 12,
          layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 13, "text-padding": 12 },
          paint: { "text-color": COLOURS.name, "text-halo-color": "#ffffff", "text-halo-width": 1.5 },
        },
        ...above.layers,
      ],
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  await new Promise((resolve) => map.once("load", resolve));
  return map;
}

export { FONT };
