import type { Agency } from "./world";

/** The measured operations. */
export const operationNames: readonly OperationName[] = ["point", "page", "detail", "mutation", "sync"];
/** The name of a measured operation. */
export type OperationName = "point" | "page" | "detail" | "mutation" | "sync";

/** A GraphQL request as it is posted. */
export interface Request {
  operationName: string;
  query: string;
  variables: Record<string, unknown>;
}

const query = (text: string): string => text.replace(/\s+/g, " ").trim();

const requirements = "requirements { kind state reason action suggestion answer hint tenant { displayName } }";
const banner = "banner { kind message actionUrl }";

const documents: Record<OperationName, string> = {
  point: query(
    `query point { viewer { email displayName identity tenant { id tenantId displayName defaultDomain } } }`,
  ),
  page: query(`query page($first: Int) { viewer { accounts(first: $first) {
    nodes { id publisherId displayName ${banner}
      migration { id status awaiting viewerActions version ${requirements} steps { kind state finishedAt } }
      mpn { id mpnId standing partnerName tenant { displayName } }
      users(first: 5) { nodes { id displayName email cppRole partnerCenterRole access } }
    }
    pageInfo { hasNextPage endCursor }
  } } }`),
  detail: query(`query detail($publisherId: String!) { account(publisherId: $publisherId) {
    id publisherId displayName managedIn manageUrl ${banner} viewerUser { id displayName }
    settings { accountType sellerId version sellerContact { name email phone address { line1 city countryCode } } }
    migration { id status awaiting viewerActions pollAfterMs attempt version startedAt completedAt ${requirements}
      steps { kind state startedAt finishedAt } startedBy { displayName } failure { code message retryable at } }
    mpn { id mpnId idKind standing partnerName tenant { displayName } associatedTenants { displayName } }
    users(first: 20) { nodes { id displayName email principalKind cppRole partnerCenterRole access addedAt } }
    timeline(first: 10) { nodes { kind severity message at actor { displayName } } totalCount }
  } }`),
  mutation: query(`mutation mutation($input: SubmitWorkEmailInput!) { submitWorkEmail(input: $input) { __typename
    ... on MigrationSuccess { replayed migration { id status awaiting ${requirements} } } ... on Problem { message } } }`),
  // Selects no ID, time or address: every server adds another person.
  sync: query(`mutation sync($input: AddAccountUserInput!) { addAccountUser(input: $input) { __typename
    ... on AccountUserSuccess { replayed user { displayName principalKind access cppRole partnerCenterRole removedAt
      sync { state attempts syncedAt lastError } } }
    ... on Problem { message } } }`),
};

/** Returns a request of that kind by that person; `n` makes successive requests differ where possible. */
export function requestOf(name: OperationName, agency: Agency, n: number): Request {
  return { operationName: name, query: documents[name], variables: variablesOf(name, agency, n) };
}

function variablesOf(name: OperationName, agency: Agency, n: number): Record<string, unknown> {
  const { accounts, email } = agency;
  const of = (kind: string) => {
    const some = accounts.filter((account) => account.kind === kind);
    return some[n % some.length]!;
  };
  if (name === "page") return { first: 20 };
  if (name === "detail") return { publisherId: accounts[n % accounts.length]!.publisherId };
  if (name === "mutation")
    return { input: { migrationId: nodeId("Migration", of("asked without an MPN ID").id), workEmail: email } };
  if (name === "sync") {
    const address = `user${String(++added).padStart(9, "0")}@${email.split("@")[1]}`;
    return { input: { accountId: nodeId("Account", of("moved").id), email: address, displayName: "Nora New" } };
  }
  return {};
}

/** Counts all users that this process has added, so that nobody is added twice. */
let added = 0;

/** Whether an answer is what was asked for: refusals and faults have the status 200 as well. */
export const isGranted = (answer: string): boolean =>
  !answer.includes('"errors":') && (!answer.includes('"__typename":') || answer.includes('Success"'));

/** Returns the opaque ID of an object. */
export const nodeId = (type: string, ...key: string[]): string =>
  Buffer.from([type, ...key].join(":")).toString("base64url");
