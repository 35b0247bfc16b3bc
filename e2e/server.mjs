// A plain static host for the built page, as small as one can be: what works here works anywhere.
//
//   /            dist/ as it is
//   /sub/path/   the same from a sub-path
//   /no-cors/    the same from a host that sends no Access-Control-Allow-Origin
//   /host?src=…&sandbox=…   another site's page with the playground in a frame
//
// It listens on two ports under two names, so that tests have two sites.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const dist = process.env.E2E_FOLDER ?? fileURLToPath(new URL("../dist/", import.meta.url));

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

async function respond(request, response) {
  const url = new URL(request.url, "http://localhost");
  if (url.pathname === "/host") return hostPage(url.searchParams, response);
  const [, prefix = "/", rest] = /^(\/sub\/path\/|\/no-cors\/)?(.*)$/.exec(url.pathname);
  const file = join(dist, normalize(`/${decodeURIComponent(rest)}`));
  const found = await stat(file).catch(() => undefined);
  const path = found?.isDirectory() ? join(file, "index.html") : file;
  const info = path === file ? found : await stat(path).catch(() => undefined);
  if (!info) {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("404 Not Found\n");
    return;
  }
  const cors = prefix === "/no-cors/" ? {} : { "Access-Control-Allow-Origin": "*" };
  response.writeHead(200, {
    "Content-Type": types[extname(path)] ?? "application/octet-stream",
    "Content-Length": info.size,
    ...cors,
  });
  createReadStream(path).pipe(response);
}

/** A page of another site. Without `sandbox` in the query the frame has no such attribute. */
function hostPage(query, response) {
  const escape = (text) => text.replace(/[&"<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  const sandbox = query.has("sandbox") ? ` sandbox="${escape(query.get("sandbox"))}"` : "";
  response.writeHead(200, { "Content-Type": types[".html"] }).end(`<!doctype html>
<html lang="en"><title>Another site</title><link rel="icon" href="data:," />
<iframe title="IAM Playground" src="${escape(query.get("src") ?? "")}"${sandbox} width="1000" height="700"></iframe>
</html>`);
}

for (const [host, port] of [
  ["localhost", process.env.E2E_PORT ?? 4173],
  ["127.0.0.1", process.env.E2E_OTHER_PORT ?? 4174],
]) {
  createServer((request, response) => {
    respond(request, response).catch((error) => {
      console.error(error);
      response.writeHead(400).end();
    });
  }).listen(Number(port), host);
}
