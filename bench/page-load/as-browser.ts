/** What decides in which form a page is sent, as Chromium asks for it. */
export const asBrowser = {
  accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
  "accept-encoding": "gzip, deflate, br, zstd",
} as const;
