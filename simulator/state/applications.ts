import type Database from "better-sqlite3";
import { documentTable } from "./document-table";

/** How far the vetting of an application has got, in the words of the wire. */
export const VETTING_STEPS = ["EmailOwnership", "EmploymentVerification", "BusinessVerification", "Decision"] as const;
/** What vetting has decided so far, in the words of the wire. */
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
