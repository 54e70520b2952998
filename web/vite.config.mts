import { defineConfig } from "vite";

/** Builds the publisher profile page as static files, for any host that serves index.html for the page's addresses. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  // A server with a Content-Security-Policy replaces this placeholder with the nonce of the response.
  html: { cspNonce: "CSP_NONCE" },
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    // The first browsers that know light-dark(), which the theme uses.
    target: ["chrome123", "edge123", "firefox120", "safari17.5"],
    chunkSizeWarningLimit: 1_500,
    reportCompressedSize: false,
    // Packages mark their modules with "use client", which means nothing here.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
