/** The names of the resources that an app gets tokens for, wherever they are served. */
export const RESOURCES = {
  graph: "https://graph.microsoft.com",
  "partner-center": "https://api.partnercenter.microsoft.com",
  cpp: "https://cloudpartner.azure.com",
} as const;

/** A system that is called with an app's token. */
export type Resource = keyof typeof RESOURCES;
