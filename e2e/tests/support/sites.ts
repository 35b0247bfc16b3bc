// The two sites that e2e/server.mjs serves. `cargo xtask test` chooses free ports; by hand the defaults do.

/** Where the built page is served; also Playwright's `baseURL`. */
export const site = `http://localhost:${process.env.E2E_PORT ?? 4173}`;

/** The same on another site, for tests that embed the page there. */
export const other = `http://127.0.0.1:${process.env.E2E_OTHER_PORT ?? 4174}`;

/** The address of another site's page that holds `src` in a frame, sandboxed if `sandbox` is given. */
export function hostPage(src: string, sandbox?: string): string {
  const query = new URLSearchParams(sandbox === undefined ? { src } : { src, sandbox });
  return `${other}/host?${query}`;
}
