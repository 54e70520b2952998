import { MpnAgreementDocument, RefetchDocument } from "../generated/graphql";
import { application, enroll, lookAt, requirementsOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const path = ["input", "by", "application"];

/** An account whose owner has confirmed a work e-mail, and must enrol. */
async function confirmed() {
  const made = await world.account({ mpn: "none" });
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  return { made, owner, id };
}

const applications = async (tenantId: string) =>
  (await world.simulator.tenantEffects(tenantId)).filter(({ effect }) => effect === "application-submitted");

test("an application is refused until the work e-mail is confirmed", async () => {
  const made = await world.account({ mpn: "none" });
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.employee));
  expect(await enroll(owner, id, application())).toMatchObject({
    ...{ __typename: "NotAllowedNow", path },
    message: "The application is made for the work e-mail's organisation. Confirm a work e-mail first.",
  });
});

test("an application must accept the current version of the agreement", async () => {
  const { owner, id } = await confirmed();
  const { mpnAgreement } = await owner.run(MpnAgreementDocument, {});
  expect(mpnAgreement.url).toMatch(/^https:/);
  const stale = await enroll(owner, id, application({ acceptedAgreementVersion: "2019-01" }));
  const message = `The agreement has changed: read and accept version ${mpnAgreement.version}.`;
  expect(stale).toMatchObject({
    __typename: "InvalidInput",
    fields: [{ path: [...path, "acceptedAgreementVersion"], message }],
  });
  succeeded(await enroll(owner, id, application({ acceptedAgreementVersion: mpnAgreement.version })));
});

test("all malformed fields are reported at once, and no application is submitted", async () => {
  const { made, owner, id } = await confirmed();
  const refusal = await enroll(
    owner,
    id,
    application({
      legalName: "  ",
      address: { line1: "", line2: "x".repeat(129), city: "Os\u0000lo", region: "\u0007", countryCode: "XX" },
      primaryContact: { firstName: "", lastName: "y".repeat(129), email: "ann(at)contoso", phone: "z".repeat(33) },
      acceptedAgreementVersion: "",
    }),
  );
  const at = (...names: string[]) => [...path, ...names];
  expect(refusal).toMatchObject({ __typename: "InvalidInput", message: "11 fields need correcting." });
  expect((refusal as { fields: { path: string[] }[] }).fields.map((field) => field.path)).toEqual([
    at("legalName"),
    at("address", "line1"),
    at("address", "city"),
    at("address", "line2"),
    at("address", "region"),
    at("address", "countryCode"),
    at("primaryContact", "firstName"),
    at("primaryContact", "lastName"),
    at("primaryContact", "email"),
    at("primaryContact", "phone"),
    at("acceptedAgreementVersion"),
  ]);
  await world.settle();
  expect(await applications(made.tenant.tenantId)).toEqual([]);
});

test("after an application the migration is VERIFYING and awaits the SYSTEM", async () => {
  const { made, owner, id } = await confirmed();
  const { migration } = succeeded(await enroll(owner, id, application({ legalName: " Nordwind AB " })));
  expect(migration).toMatchObject({ status: "VERIFYING", awaiting: "SYSTEM", viewerActions: ["CANCEL"] });
  expect(requirementsOf(migration).mpn).toMatchObject({
    ...{ state: "VERIFYING", reason: "MPN_BEING_VETTED", action: null, problem: null },
    hint: "Microsoft is vetting the application. The move will continue automatically once a decision is made.",
  });

  await world.settle();
  const { banner, mpn, ...seen } = await lookAt(owner, made.publisherId);
  expect(banner).toMatchObject({ kind: "IN_PROGRESS", actionUrl: null });
  expect(banner!.message).toMatch(/^Microsoft is vetting your Partner Network application\./);
  expect(mpn).toMatchObject({
    ...{
      mpnId: null,
      idKind: "GLOBAL",
      partnerName: "Nordwind AB",
      standing: "PENDING",
      vettingStep: "EMAIL_OWNERSHIP",
    },
    tenant: { displayName: made.tenant.displayName },
  });
  expect(seen.migration.status).toBe("VERIFYING");
  expect(await owner.run(RefetchDocument, { id: mpn!.id })).toMatchObject({ node: { __typename: "MpnMembership" } });
  expect(await applications(made.tenant.tenantId)).toHaveLength(1);
});
