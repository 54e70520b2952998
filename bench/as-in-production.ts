/** Node's options for the service in production. */
export const asInProduction = ["--max-semi-space-size=32", "--no-allocation-site-pretenuring"];
