import { randomUUID } from "node:crypto";
import type { ExportedAccount, Outside } from "./outside";

interface Requirement {
  kind: "WORK_EMAIL" | "MPN_MEMBERSHIP";
  state: "DUE" | "VERIFYING" | "SATISFIED";
  reason: string | null;
  suggestion: string | null;
  answer: string | null;
  tenant: { tenantId: string } | null;
}

interface Migration {
  id: string;
  status: string;
  viewerActions: string[];
  pollAfterMs: number | null;
  requirements: Requirement[];
  failure: { code: string; message: string } | null;
}

interface Result {
  __typename: string;
  message?: string;
  migration?: Migration;
  expectedTenant?: { tenantId: string };
  membership?: { mpnId: string };
  mpnIdReason?: string;
  retryAfterSeconds?: number;
}

const migrationFields = `id status viewerActions pollAfterMs failure { code message }
  requirements { kind state reason suggestion answer tenant { tenantId } }`;
const resultFields = `__typename ... on MigrationSuccess { migration { ${migrationFields} } } ... on Problem {
  message ... on TenantMismatch { expectedTenant { tenantId } } ... on TenantAlreadyEnrolled { membership { mpnId } }
  ... on MpnIdInvalid { mpnIdReason } ... on TemporarilyUnavailable { retryAfterSeconds } }`;

/** The result for an account: its final status, and the detours on the way to it. */
export interface Driven {
  publisherId: string;
  status: string;
  way: string[];
}

/**
 * Drives one account to its end as its owner would, from whatever state it is in, and gives every answer that is due.
 */
export async function drive(service: string, outside: Outside, account: ExportedAccount): Promise<Driven> {
  const way: string[] = [];
  const { publisherId } = account;
  const token = await outside.token(account.signInEmail);
  const ask = (query: string, variables: object) => post(service, token, query, variables);
  const act = async (name: string, type: string, input: object, tries = 1): Promise<Result> => {
    // The key makes a retry safe when the answer is lost.
    const keyed = { ...input, idempotencyKey: randomUUID() };
    const data = await ask(`mutation ($input: ${type}!) { result: ${name}(input: $input) { ${resultFields} } }`, {
      input: keyed,
    });
    const result = data["result"] as Result;
    if (result.__typename !== "TemporarilyUnavailable" || tries === 10) return result;
    await new Promise((resolve) => setTimeout(resolve, result.retryAfterSeconds! * 1_000));
    return act(name, type, input, tries + 1);
  };
  const look = async () => {
    const query = `query ($publisherId: String!) { account(publisherId: $publisherId) { id migration { ${migrationFields} } } }`;
    return (await ask(query, { publisherId }))["account"] as { id: string; migration: Migration };
  };

  const seen = await look();
  let { migration } = seen;
  if (migration.status === "COMPLETED") return { publisherId, status: migration.status, way: ["moved before"] };
  if (migration.viewerActions.includes("START"))
    ({ migration } = await expectSuccess(act("startMigration", "StartMigrationInput", { accountId: seen.id })));
  const migrationId = migration.id;
  if (migration.viewerActions.includes("RETRY"))
    ({ migration } = await expectSuccess(act("retryMigration", "RetryMigrationInput", { migrationId })));
  const [, applied] = migration.requirements as [Requirement, Requirement];
  if (applied.reason === "MPN_BEING_VETTED") await outside.authorize({ tenantId: applied.tenant!.tenantId });

  for (let round = 0; round < 400 && !["COMPLETED", "FAILED"].includes(migration.status); round++) {
    const [email, mpn] = migration.requirements as [Requirement, Requirement];
    if (migration.status === "ACTION_REQUIRED" && email.state !== "SATISFIED") {
      migration = await giveWorkEmail(email);
      continue;
    }
    if (migration.status === "ACTION_REQUIRED" && mpn.state === "DUE") {
      migration = await enroll(email.answer!, mpn);
      continue;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(migration.pollAfterMs ?? 100, 200)));
    migration = (await look()).migration;
  }
  return { publisherId, status: migration.status, way };

  async function giveWorkEmail({ suggestion, tenant }: Requirement): Promise<Migration> {
    let workEmail = suggestion ?? (tenant && outside.someoneOf(tenant.tenantId)) ?? outside.workAddressFor(account);
    let mails = await outside.mailCount(workEmail);
    let result = await act("submitWorkEmail", "SubmitWorkEmailInput", { migrationId, workEmail });
    const better = betterAddress(result);
    if (better !== undefined) {
      way.push(result.__typename === "TenantMismatch" ? "mismatch" : "unusable address");
      workEmail = better;
      mails = await outside.mailCount(workEmail);
      result = await act("submitWorkEmail", "SubmitWorkEmailInput", { migrationId, workEmail });
    }
    const answered = await expectSuccess(Promise.resolve(result));
    if (answered.migration.requirements[0]!.state === "SATISFIED") return answered.migration;
    way.push("code");
    const code = await outside.mailedCode(workEmail, account.displayName, mails);
    return (await expectSuccess(act("confirmWorkEmail", "ConfirmWorkEmailInput", { migrationId, code }))).migration;
  }

  /** Returns the address that a refusal leads to; undefined if there was no refusal, or it leads to none. */
  function betterAddress({ __typename: name, expectedTenant }: Result): string | undefined {
    if (name === "TenantMismatch") return outside.someoneOf(expectedTenant!.tenantId);
    return name === "WorkEmailUnusable" ? outside.workAddressFor(account) : undefined;
  }

  async function enroll(workEmail: string, { tenant }: Requirement): Promise<Migration> {
    const { mpnAgreement } = await ask("{ mpnAgreement { version } }", {});
    const application = {
      legalName: `${publisherId} Ltd`,
      address: { line1: "1 Main Street", city: "Stockholm", countryCode: "SE" },
      primaryContact: { firstName: "Pat", lastName: "Primary", email: workEmail },
      acceptedAgreementVersion: (mpnAgreement as { version: string }).version,
    };
    const result = await act("enrollInMpn", "EnrollInMpnInput", { migrationId, by: { application } });
    if (result.__typename === "TenantAlreadyEnrolled") return enrollAs(result.membership!.mpnId, "member already");
    if (result.mpnIdReason === "NOT_VETTED") {
      await outside.authorize({ mpnId: account.mpnId!.trim() });
      return enrollAs(account.mpnId!, "vetted meanwhile");
    }
    way.push("applied");
    const { migration: waiting } = await expectSuccess(Promise.resolve(result));
    await outside.authorize({ tenantId: tenant!.tenantId });
    return waiting;
  }

  async function enrollAs(existingMpnId: string, how: string): Promise<Migration> {
    way.push(how);
    return (await expectSuccess(act("enrollInMpn", "EnrollInMpnInput", { migrationId, by: { existingMpnId } })))
      .migration;
  }
}

async function expectSuccess(pending: Promise<Result>): Promise<{ migration: Migration }> {
  const { __typename: name, migration, message } = await pending;
  if (migration) return { migration };
  throw new Error(`${name}: ${message}`);
}

async function post(
  service: string,
  token: string,
  query: string,
  variables: object,
): Promise<Record<string, unknown>> {
  const response = await patiently(() =>
    fetch(`${service}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    }),
  );
  const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data;
}

/** Retries for half a minute while the service is being restarted. */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 0; ; tries++) {
    try {
      const response = await ask();
      if (response.status !== 503 || tries >= 150) return response;
    } catch (error) {
      if (tries >= 150) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
