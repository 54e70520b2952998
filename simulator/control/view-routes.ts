import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { describePublisher, describeUser, etagOfPublisher, findPublisher } from "../cpp/describe-publisher";
import { FAULTY_SYSTEMS } from "../faults/fault";
import { readInput } from "../http/read-input";
import { findRole } from "../partner-center/roles";
import { describeSellerAccount } from "../partner-center/seller-account";
import type { Simulation } from "../simulation";
import type { State } from "../state/open-state";

const callsQuery = z.strictObject({ system: z.enum(FAULTY_SYSTEMS).optional() });
const effectsQuery = z.strictObject({ publisherId: z.string().optional(), tenantId: z.string().optional() });
const stateQuery = z.strictObject({ publisherId: z.string() });

/** Adds the routes that show what has happened: mails, effects, calls and the state of an account. */
export function viewRoutes(app: FastifyInstance, { state, calls }: Simulation): void {
  app.get<{ Params: { address: string } }>("/mailbox/:address", async ({ params }) => state.mails.list(params.address));
  app.get("/effects", async ({ query }) => state.effects.list(readInput(effectsQuery, query)));
  app.get("/calls", async ({ query }) => calls.list(readInput(callsQuery, query).system));
  app.get("/state", async ({ query }) => {
    const { publisherId } = readInput(stateQuery, query);
    return { cpp: viewOfCpp(state, publisherId), partnerCenter: viewOfPartnerCenter(state, publisherId) };
  });
}

function viewOfCpp(state: State, publisherId: string): object {
  const publisher = findPublisher(state, publisherId);
  const { sellerContact, users } = publisher;
  const etag = etagOfPublisher(publisher);
  return { ...describePublisher(publisher), etag, sellerContact, users: users.map(describeUser) };
}

function viewOfPartnerCenter(state: State, publisherId: string): object | null {
  const account = state.sellerAccounts.find(publisherId);
  if (!account) return null;
  const users = state.roleMembers
    .list(publisherId)
    .map((member) => ({ ...member, role: findRole(member.roleId).name }));
  return { tenantId: account.tenantId, settings: describeSellerAccount(account), users };
}
