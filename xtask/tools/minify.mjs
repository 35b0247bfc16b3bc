// Trunk's post_build hook: minifies the scripts of a release build, and joins its stylesheets into one
// file, so that the first load is fewer requests. Trunk has written the scripts' digests into index.html
// by then, so the new digest takes the place of the old one there.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { TRUNK_PROFILE, TRUNK_SOURCE_DIR, TRUNK_STAGING_DIR } = process.env;

if (TRUNK_PROFILE === "release") {
  const { transformSync } = createRequire(join(TRUNK_SOURCE_DIR, ".tools/npm/"))("esbuild");
  const minified = (text, loader) => transformSync(text, { loader, minify: true, target: "es2022" }).code;

  const indexPath = join(TRUNK_STAGING_DIR, "index.html");
  let index = readFileSync(indexPath, "utf8");
  for (const name of readdirSync(TRUNK_STAGING_DIR, { recursive: true })) {
    if (!name.endsWith(".js")) continue;
    const path = join(TRUNK_STAGING_DIR, name);
    const before = readFileSync(path, "utf8");
    const after = minified(before, "js");
    writeFileSync(path, after);
    index = index.replaceAll(integrity(before), integrity(after));
  }
  index = joinStylesheets(index, (css) => minified(css, "css"));
  const withoutComments = index.replace(/<!--.*?-->\s*/gs, "");
  writeFileSync(indexPath, withoutComments.replace(/\n\s+/g, "\n"));
}

function integrity(content) {
  return `sha384-${createHash("sha384").update(content).digest("base64")}`;
}

/** One stylesheet in place of the first link to one; the others' links and files go. */
function joinStylesheets(html, minify) {
  const links = [...html.matchAll(/<link rel="stylesheet" href="\.\/([^"]+)"[^>]*>\s*/g)];
  const paths = links.map(([, name]) => join(TRUNK_STAGING_DIR, name));
  const css = minify(paths.map((path) => readFileSync(path, "utf8")).join("\n"));
  paths.forEach((path) => rmSync(path));

  const digest = createHash("sha256").update(css).digest("hex").slice(0, 16);
  writeFileSync(join(TRUNK_STAGING_DIR, `style-${digest}.css`), css);
  const [[first], ...rest] = links;
  const joined = html.replace(first, `<link rel="stylesheet" href="./style-${digest}.css">\n`);
  return rest.reduce((page, [link]) => page.replace(link, ""), joined);
}
