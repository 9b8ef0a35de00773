// Builds the stylesheet, the scripts, the fonts and the icon sprite into the static folder of the `ui` app.
import { build } from "esbuild";
import { compileAsync } from "sass";
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { watch } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fonts } from "./fonts.mjs";
import { icons } from "./icons.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const target = path.join(root, "src/manifattura/ui/static/ui/dist");
// Built aside and swapped in at the end: a failed build leaves the last good one in place.
const out = `${target}.new`;
const maplibre = path.join(root, "node_modules/maplibre-gl/dist");
const italia = path.join(root, "node_modules/bootstrap-italia");

/** Compile our SCSS together with the parts of Bootstrap Italia in use, then minify. */
async function styles() {
  const source = await compileAsync(path.join(here, "scss/main.scss"), {
    loadPaths: [path.join(root, "node_modules")],
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
  });
  await build({
    stdin: { contents: source.css, loader: "css" },
    outfile: path.join(out, "main.css"),
    minify: true,
    logLevel: "warning",
  });
}

/** One file per page type; shared modules are split out and loaded once. */
async function scriptOptions() {
  const names = (await readdir(path.join(here, "js"))).filter((name) => name.endsWith(".js"));
  return {
    entryPoints: names.map((name) => path.join(here, "js", name)),
    outdir: out,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    chunkNames: "chunk-[hash]",
    logLevel: "warning",
  };
}

/** Only the weights and the icons in use leave node_modules. */
async function assets() {
  await mkdir(path.join(out, "fonts"), { recursive: true });
  for (const [name, source] of Object.entries(fonts)) {
    await cp(path.join(italia, "dist/fonts", source), path.join(out, "fonts", name));
  }
  const sprite = await readFile(path.join(italia, "dist/svg/sprites.svg"), "utf8");
  const kept = icons.map((name) => {
    const found = sprite.match(new RegExp(`<(symbol|svg)[^>]*id="it-${name}"[^>]*>[\\s\\S]*?</\\1>`));
    if (!found) throw new Error(`The sprite of Bootstrap Italia has no icon "it-${name}".`);
    return found[0];
  });
  // the map's worker and its styles: asked for by pages that have a map, and by no other
  const worker = await readFile(path.join(maplibre, "maplibre-gl-worker.mjs"), "utf8");
  // without the address of its source map, which is not there
  await writeFile(path.join(out, "map-worker.js"), worker.replace(/^\/\/# sourceMappingURL=.*$/m, ""));
  await build({ entryPoints: [path.join(maplibre, "maplibre-gl.css")], outfile: path.join(out, "map.css"), minify: true, logLevel: "warning" });
  await writeFile(
    path.join(out, "icons.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg">${kept.join("")}</svg>\n`,
  );
}

async function everything() {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await Promise.all([styles(), scriptOptions().then(build), assets()]);
  await rm(target, { recursive: true, force: true });
  await rename(out, target);
}

let pending;
const started = Date.now();
await everything();
console.log(`Front end built in ${Date.now() - started} ms.`);

if (process.argv.includes("--watch")) {
  watch(here, { recursive: true }, () => {
    clearTimeout(pending);
    pending = setTimeout(() => everything().catch((error) => console.error(error.message)), 100);
  });
  console.log("Watching frontend/ for changes.");
}
