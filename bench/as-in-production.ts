/** What Node is told where the service is in production. */
export const asInProduction = ["--max-semi-space-size=32", "--no-allocation-site-pretenuring"];
