import { MpnMembership } from "../../entities/mpn-membership";
import type { Clock } from "../clock";
import type { Database } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { keptLately } from "../database/kept-lately";
import { readByKey } from "../database/read-by-key";
import { UpstreamUnavailable } from "../faults";
import type { Logger } from "../log";
import type { MembershipInfo, Upstream } from "../upstream/upstream";

/** Looks up what Partner Center says about MPN IDs. */
export interface Memberships {
  /**
   * For display, in the order of the IDs: the stored state, refreshed when it is ten minutes old. Null for an ID
   * that is not stored while Partner Center is unavailable: this does not mean that the ID is invalid.
   */
  lastSeen(mpnIds: readonly string[]): Promise<(MpnMembership | null)[]>;
  /** Whether a stored membership may be shown without asking again. */
  isFresh(membership: MpnMembership): boolean;
  /** For decisions: what Partner Center says now. Throws UpstreamUnavailable. */
  ask(mpnId: string): Promise<MpnMembership>;
  /** The tenant's own membership, from Partner Center now; null when it has none. Throws UpstreamUnavailable. */
  askByTenant(tenantId: string): Promise<MpnMembership | null>;
}

const kept = readByKey(MpnMembership, "mpnId");
const staleAfterMs = 10 * 60_000;

/** Memberships, stored in the database as Partner Center last described them. */
export function createMemberships(options: {
  database: Database;
  upstream: Upstream;
  clock: Clock;
  log: Logger;
}): Memberships {
  const { database, upstream, clock, log } = options;
  const { partnerCenter } = upstream;

  const keep = keptLately(clock);

  const remember = async (membership: MpnMembership) => {
    const { mpnId, ...known } = membership;
    await keep(mpnId, JSON.stringify({ ...known, checkedAt: 0 }), () =>
      database.writeOne((tx) => insertRows(tx, MpnMembership, [membership], { known })),
    );
    return membership;
  };

  const read = async (mpnId: string, fresh: boolean) =>
    membershipOf(mpnId, await partnerCenter.membershipByMpnId(mpnId, { fresh }), clock.now());

  const askForDisplay = async (mpnId: string): Promise<MpnMembership | null> => {
    try {
      const membership = await read(mpnId, false);
      await remember(membership).catch((error: unknown) =>
        log.error({ err: error }, "could not store a membership; it is shown as Partner Center has it"),
      );
      return membership;
    } catch (error) {
      if (!(error instanceof UpstreamUnavailable)) throw error;
      log.warn({ err: error }, "Partner Center does not answer: memberships are shown as last seen");
      return null;
    }
  };

  // The clock may have been set back since.
  const isFresh = ({ checkedAt }: MpnMembership) => Math.abs(clock.now() - checkedAt) <= staleAfterMs;

  return {
    isFresh,
    ask: async (mpnId) => remember(await read(mpnId, true)),
    askByTenant: async (tenantId) => {
      const info = await partnerCenter.membershipByTenant(tenantId, { fresh: true });
      return info && remember(membershipOf(info.mpnId, info, clock.now()));
    },
    lastSeen: async (mpnIds) => {
      const wanted = [...new Set(mpnIds)];
      const rows = (await kept(database, wanted)).flat();
      const known = new Map(rows.map((row) => [row.mpnId, row]));
      const missing = wanted.filter((id) => !known.has(id) || !isFresh(known.get(id)!));
      for (const membership of await Promise.all(missing.map(askForDisplay)))
        if (membership) known.set(membership.mpnId, membership);
      return mpnIds.map((id) => known.get(id) ?? null);
    },
  };
}

function membershipOf(mpnId: string, info: MembershipInfo | null, now: number): MpnMembership {
  return Object.assign(new MpnMembership(), {
    mpnId,
    status: info?.status ?? "UNKNOWN",
    globalMpnId: info?.mpnId ?? null,
    partnerName: info?.partnerName ?? null,
    tenantId: info?.registeredTenantId ?? null,
    tenantIds: info?.tenantIds ?? [],
    checkedAt: now,
  });
}
