import { AccountUser } from "../../entities/account-user";
import { Person } from "../../entities/person";
import { IdentityKind } from "../../entities/words";
import { preparedRead } from "../database/prepared-read";
import { isDuplicate } from "../database/run-again";
import type { Services } from "../services";
import { consumerTenantId, identityOf, mayBeBound } from "./identity-rules";
import type { Viewer } from "./viewer";

const bound = preparedRead(Person, "person", (query) =>
  query.where("person.tenantId = :tenantId AND person.objectId = :objectId"),
);

/**
 * Returns the address that the viewer is bound to, and through it to the users on accounts who sign in with that kind
 * of account; null if none. The first sign-in binds for good, and only if the address is the token's own. Throws
 * UpstreamUnavailable if that cannot be determined now.
 */
export async function boundAddress(services: Services, viewer: Viewer): Promise<string | null> {
  const { database, clock } = services;
  if (!mayBeBound(viewer)) return null;
  const { tenantId, objectId, identity, email: address } = viewer;
  const [person] = await bound(database, undefined, { tenantId, objectId });
  if (person) return person.address;
  // A personal and a work account with the same address are two persons.
  const holders = await database.reader.findBy(Person, { address });
  const holder = holders.find((one) => identityOf(one) === identity);
  // A concurrent request of this person may have bound them.
  if (holder) return holder.tenantId === tenantId && holder.objectId === objectId ? address : null;
  if (viewer.guest || !(await isExpected(services, viewer)) || !(await ownsAddress(services, viewer))) return null;
  try {
    const binding = { tenantId, objectId, address, boundAt: clock.now() };
    await database.write((tx) => tx.createQueryBuilder().insert().into(Person).values(binding).execute());
    return address;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // Either a concurrent request of this person was first, or another person of the tenant has the address.
    return (await database.reader.findOneBy(Person, { tenantId, objectId }))?.address ?? null;
  }
}

/** Whether CPP has a user with that address who signs in with that kind of account. */
const isExpected = ({ database }: Services, { email, identity }: Viewer): Promise<boolean> =>
  database.reader.existsBy(AccountUser, { principal: email, identity });

/** Whether the address is the token's own: only the token's issuer could have put it there. */
async function ownsAddress({ upstream }: Services, viewer: Viewer): Promise<boolean> {
  if (viewer.identity === IdentityKind.PERSONAL_MICROSOFT_ACCOUNT) return viewer.tenantId === consumerTenantId;
  const domain = viewer.email.slice(viewer.email.lastIndexOf("@") + 1);
  return (await upstream.graph.tenantByDomain(domain))?.tenantId === viewer.tenantId;
}
