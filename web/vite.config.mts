import { defineConfig } from "vite";

/** The publisher profile page, built as static files: every host that serves index.html for its addresses will do. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  // Whoever serves the page with a Content-Security-Policy puts the nonce of the answer in its place.
  html: { cspNonce: "CSP_NONCE" },
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    chunkSizeWarningLimit: 1_500,
    reportCompressedSize: false,
    // Packages mark their modules with "use client", which means nothing here.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
