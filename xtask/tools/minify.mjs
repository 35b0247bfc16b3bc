// Trunk's post_build hook: minifies the scripts and styles of a release build. Trunk has written their
// digests into index.html by then, so the new digest takes the place of the old one there.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { TRUNK_PROFILE, TRUNK_SOURCE_DIR, TRUNK_STAGING_DIR } = process.env;

const digest = (content) => `sha384-${createHash("sha384").update(content).digest("base64")}`;

if (TRUNK_PROFILE === "release") {
  const { transformSync } = createRequire(join(TRUNK_SOURCE_DIR, ".tools/npm/"))("esbuild");
  const indexPath = join(TRUNK_STAGING_DIR, "index.html");
  let index = readFileSync(indexPath, "utf8");
  for (const name of readdirSync(TRUNK_STAGING_DIR, { recursive: true })) {
    const loader = /\.(js|css)$/.exec(name)?.[1];
    if (!loader) continue;
    const path = join(TRUNK_STAGING_DIR, name);
    const before = readFileSync(path);
    const { code } = transformSync(before.toString(), { loader, minify: true, target: "es2022" });
    writeFileSync(path, code);
    index = index.replaceAll(digest(before), digest(code));
  }
  writeFileSync(indexPath, index.replace(/<!--(?!\[).*?-->\s*/gs, "").replace(/\n\s+/g, "\n"));
}
