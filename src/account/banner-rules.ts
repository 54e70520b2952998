import type { Migration } from "../../entities/migration";
import { BannerKind, MigrationStatus as Status } from "../../entities/words";
import { beingVetted } from "../migration/requirement-rules";
import type { MessageKey } from "../messages/format";

/** A banner before it is put into words. */
export interface BannerPlan {
  kind: BannerKind;
  message: MessageKey;
  leadsTo: "migration" | "partner-center" | null;
}

const ofOwner: Readonly<Record<Status, BannerPlan>> = {
  NOT_STARTED: { kind: BannerKind.ACTION_REQUIRED, message: "banner.start", leadsTo: "migration" },
  CANCELED: { kind: BannerKind.ACTION_REQUIRED, message: "banner.start", leadsTo: "migration" },
  ACTION_REQUIRED: { kind: BannerKind.ACTION_REQUIRED, message: "banner.finish", leadsTo: "migration" },
  FAILED: { kind: BannerKind.ACTION_REQUIRED, message: "banner.failed", leadsTo: "migration" },
  VERIFYING: { kind: BannerKind.IN_PROGRESS, message: "banner.inProgress", leadsTo: null },
  MIGRATING: { kind: BannerKind.IN_PROGRESS, message: "banner.inProgress", leadsTo: null },
  COMPLETED: { kind: BannerKind.MANAGE_IN_PARTNER_CENTER, message: "banner.migrated", leadsTo: "partner-center" },
};

/** The banner for this viewer; null without a role on the account, as for support. */
export function bannerFor(user: object | null, migration: Migration, owner: boolean): BannerPlan | null {
  if (!user) return null;
  if (migration.status === Status.COMPLETED) return ofOwner.COMPLETED;
  if (!owner) return { kind: BannerKind.ASK_AN_OWNER, message: "banner.askOwner", leadsTo: null };
  const plan = ofOwner[migration.status];
  return migration.status === Status.VERIFYING && beingVetted(migration)
    ? { ...plan, message: "banner.vetting" }
    : plan;
}

/** Whether the account is managed in Partner Center. */
export const isMigrated = (migration: Migration): boolean => migration.status === Status.COMPLETED;
