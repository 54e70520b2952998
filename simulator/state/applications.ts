import type Database from "better-sqlite3";
import { documentTable } from "./document-table";

/** The steps of vetting, by their names on the wire. */
export const VETTING_STEPS = ["EmailOwnership", "EmploymentVerification", "BusinessVerification", "Decision"] as const;
/** The decisions of vetting, by their names on the wire. */
export const VETTING_STATUSES = ["Pending", "Authorized", "Rejected"] as const;

/** A tenant's legal business profile: its application for MPN membership. */
export interface Application {
  profile: { companyName: string } & Record<string, unknown>;
  vettingStatus: (typeof VETTING_STATUSES)[number];
  vettingSubStatus: (typeof VETTING_STEPS)[number];
}

/** The MPN applications, by tenant. */
export function applicationStore(database: Database.Database) {
  return documentTable<Application>(database, "applications");
}
