import { randomUUID } from "node:crypto";
import { AccountUsersDocument, SubmitWorkEmailDocument } from "../generated/graphql";
import type { AccountKind } from "../support/accounts";
import { minutes } from "../support/test-clock";
import {
  confirm,
  lookAt,
  mailedCode,
  membersOf,
  proveByCode,
  requirementsOf,
  start,
  submit,
  succeeded,
} from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const signIns: NonNullable<AccountKind["signIn"]>[] = ["personal", "personal-on-domain"];

test.each(signIns)("%s: the viewer's own address is refused, naming the MPN ID's tenant", async (signIn) => {
  const made = await world.account({ signIn });
  const owner = await world.as(made.owner);
  const mpnTenant = { tenantId: made.mpnTenant.tenantId, displayName: made.mpnTenant.displayName };

  const started = await start(owner, made);
  expect(requirementsOf(started).workEmail).toMatchObject({
    state: "DUE",
    reason: "PERSONAL_MICROSOFT_ACCOUNT",
    suggestion: null,
    tenant: mpnTenant,
    hint: expect.stringContaining(`Enter a work e-mail at ${mpnTenant.displayName} instead.`),
  });

  const refusal = await submit(owner, started.id, made.owner);
  const message = `${made.owner} is a personal Microsoft account. Enter a work e-mail at ${mpnTenant.displayName} instead.`;
  const problem = {
    __typename: "PersonalAccountNotAllowed",
    path: ["input", "workEmail"],
    safeToRetry: false,
    mpnTenant,
  };
  expect(refusal).toMatchObject({ ...problem, message, current: { id: started.id, status: "ACTION_REQUIRED" } });
  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration).workEmail).toMatchObject({ answer: made.owner, problem: { ...problem, message } });
  await world.settle();
  expect(await world.simulator.mailbox(made.owner)).toEqual([]);
});

test("the refusal is in the language of the Accept-Language header", async () => {
  const made = await world.account({ signIn: "personal" });
  const owner = await world.as(made.owner);
  const { id: migrationId } = await start(owner, made);
  const input = { migrationId, workEmail: made.owner };
  const { submitWorkEmail } = await owner.run(SubmitWorkEmailDocument, { input }, "sv-SE, en;q=0.5");
  const cure = `Ange en jobbadress hos ${made.mpnTenant.displayName} i stället.`;
  expect(submitWorkEmail).toMatchObject({ message: `${made.owner} är ett personligt Microsoft-konto. ${cure}` });
});

test("an address on a consumer domain is refused to a work account too", async () => {
  const made = await world.account();
  const owner = await world.as(made.secondOwner);
  const { id } = await start(owner, made);
  for (const domain of ["outlook.com", "HOTMAIL.co.uk", "live.se"])
    expect(await submit(owner, id, `somebody@${domain}`)).toMatchObject({ __typename: "PersonalAccountNotAllowed" });
});

test("a company's domain that begins like a consumer service's is a company's", async () => {
  const made = await world.account();
  const owner = await world.as(made.secondOwner);
  const { id } = await start(owner, made);
  const domains = ["me.contoso.example", "proton.example", "live.abc.dev"];
  const tenant = { tenantId: randomUUID(), displayName: "Contoso", defaultDomain: "contoso.onmicrosoft.com" };
  await world.simulator.learn({ tenants: [{ ...tenant, domains, managed: true }] });
  for (const domain of domains)
    expect(await submit(owner, id, `somebody@${domain}`)).toMatchObject({ __typename: "TenantMismatch" });
});

test("a work account's hint about a refused personal address is reset by the next address", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  const workEmail = async () => requirementsOf((await lookAt(owner, made.publisherId)).migration).workEmail;

  await submit(owner, id, "somebody@outlook.com");
  expect(await workEmail()).toMatchObject({
    ...{ reason: "PERSONAL_MICROSOFT_ACCOUNT", answer: "somebody@outlook.com", suggestion: made.owner },
    hint: `Partner Center does not accept personal Microsoft accounts. Enter a work e-mail at ${made.mpnTenant.displayName} instead.`,
  });
  await submit(owner, id, "somebody@nobody-has-this.example.com");
  expect(await workEmail()).toMatchObject({
    ...{ reason: "CONFIRM_WORK_EMAIL", suggestion: made.owner, problem: { __typename: "WorkEmailUnusable" } },
    hint: expect.stringContaining("Confirm a work e-mail."),
  });
});

test.each(signIns)("%s: a work e-mail confirmed by code moves the account and becomes its OWNER", async (signIn) => {
  const made = await world.account({ signIn });
  const owner = await world.as(made.owner);
  const started = await start(owner, made);

  const sent = succeeded(await submit(owner, started.id, made.employee)).migration;
  expect(sent).toMatchObject({ status: "ACTION_REQUIRED", awaiting: "OWNER" });
  expect(sent.viewerActions).toEqual(["SUBMIT_WORK_EMAIL", "CONFIRM_WORK_EMAIL", "CANCEL"]);
  expect(requirementsOf(sent).workEmail).toMatchObject({
    state: "VERIFYING",
    reason: "CODE_SENT",
    action: "CONFIRM_WORK_EMAIL",
    answer: made.employee,
  });
  await world.settle();
  const [mail] = await world.simulator.mailbox(made.employee);
  expect(mail!.subject).toContain(made.displayName);

  const code = await mailedCode(world, made.employee);
  const proven = succeeded(await confirm(owner, started.id, ` ${code.slice(0, 3)} ${code.slice(3)} `)).migration;
  expect(proven.status).toBe("VERIFYING");
  await world.settle();

  const members = [`Developer ${made.contributor}`, `Manager ${made.secondOwner}`, `Owner ${made.employee}`];
  expect(await membersOf(world, made)).toEqual(members);
  expect(await lookAt(owner, made.publisherId)).toMatchObject({
    banner: { kind: "MANAGE_IN_PARTNER_CENTER" },
    migration: { status: "COMPLETED", viewerActions: [] },
  });
  const { account } = await owner.run(AccountUsersDocument, { publisherId: made.publisherId });
  expect(account!.users.nodes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ email: made.owner, access: "NEEDS_WORK_ACCOUNT", partnerCenterRole: null }),
      expect.objectContaining({ email: made.employee, access: "ACTIVE", partnerCenterRole: "OWNER", cppRole: "OWNER" }),
    ]),
  );
  // The new OWNER may use CPP as well.
  const { cpp } = await world.simulator.state(made.publisherId);
  expect(cpp.users).toContainEqual(expect.objectContaining({ principal: made.employee, role: "Owner" }));
  const successor = await world.as(made.employee);
  expect(await lookAt(successor, made.publisherId)).toMatchObject({ managedIn: "PARTNER_CENTER" });
});

test("a work e-mail of an existing user becomes the OWNER and gets no second role", async () => {
  const made = await world.account({ signIn: "personal" });
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await proveByCode(world, owner, id, made.contributor));
  await world.settle();
  expect(await membersOf(world, made)).toEqual([`Manager ${made.secondOwner}`, `Owner ${made.contributor}`]);
});

test("a work e-mail of a user who was removed in CPP still becomes the OWNER", async () => {
  const made = await world.account({ signIn: "personal" });
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await proveByCode(world, owner, id, made.contributor));
  await world.simulator.changeInCpp(made.publisherId, { removeUser: made.contributor });
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(await membersOf(world, made)).toEqual([`Manager ${made.secondOwner}`, `Owner ${made.contributor}`]);
  expect(await lookAt(await world.as(made.contributor), made.publisherId)).toMatchObject({
    managedIn: "PARTNER_CENTER",
  });
});

test("after an expired code a personal account is suggested the work e-mail, not its own address", async () => {
  const made = await world.account({ signIn: "personal" });
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.employee));
  world.clock.advance(minutes(15));
  expect(await confirm(owner, id, "123456")).toMatchObject({ attemptsLeft: null });
  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration).workEmail).toMatchObject({
    ...{ state: "DUE", reason: "PERSONAL_MICROSOFT_ACCOUNT", suggestion: made.employee },
    hint: expect.stringContaining("Partner Center does not accept personal Microsoft accounts."),
  });
});
