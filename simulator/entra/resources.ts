/** The audiences of app tokens, which do not depend on where the resources are served. */
export const RESOURCES = {
  graph: "https://graph.microsoft.com",
  "partner-center": "https://api.partnercenter.microsoft.com",
  cpp: "https://cloudpartner.azure.com",
} as const;

/** A system that is called with an app token. */
export type Resource = keyof typeof RESOURCES;
