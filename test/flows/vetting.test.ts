import { TimelineDocument } from "../generated/graphql";
import { minutes } from "../support/test-clock";
import { application, enroll, lookAt, requirementsOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** An account whose application has reached Partner Center. */
async function applied() {
  const made = await world.account({ mpn: "none" });
  const owner = await world.as(made.owner, { expiresIn: 7 * 24 * 3_600 });
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  succeeded(await enroll(owner, id, application()));
  await world.settle();
  const { tenantId } = made.tenant;
  /** Moves the vetting on and lets the service ask about it. */
  const vet = async (status: string, step?: string) => {
    await world.simulator.vetting({ tenantId, status, ...(step ? { step } : {}) });
    world.clock.advance(minutes(15));
    await world.settle();
  };
  return { made, owner, id, vet };
}

test("the current vetting step is shown while the migration is VERIFYING", async () => {
  const { made, owner, vet } = await applied();
  for (const step of ["EMPLOYMENT_VERIFICATION", "BUSINESS_VERIFICATION", "DECISION"]) {
    await vet("Pending", step);
    const { mpn, migration } = await lookAt(owner, made.publisherId);
    expect(mpn).toMatchObject({ standing: "PENDING", vettingStep: step, mpnId: null });
    expect(migration).toMatchObject({ status: "VERIFYING", awaiting: "SYSTEM" });
  }
});

test("an authorized application completes the migration with the new MPN ID", async () => {
  const { made, owner, vet } = await applied();
  await vet("Authorized");
  const { mpn, migration } = await lookAt(owner, made.publisherId);
  expect(migration).toMatchObject({ status: "COMPLETED", awaiting: null, pollAfterMs: null });
  expect(mpn).toMatchObject({
    ...{ mpnId: expect.stringMatching(/^[1-9]\d*$/), standing: "ACTIVE", vettingStep: null },
    tenant: { displayName: made.tenant.displayName },
  });
  expect(requirementsOf(migration).mpn).toMatchObject({ state: "SATISFIED", answer: mpn!.mpnId });
  const { partnerCenter } = await world.simulator.state(made.publisherId);
  expect(partnerCenter!.settings.mpnId).toBe(mpn!.mpnId);

  const { account } = await owner.run(TimelineDocument, { publisherId: made.publisherId, kinds: ["ANSWER_ACCEPTED"] });
  expect(account!.timeline.nodes).toMatchObject([
    { message: `The application was granted: the MPN ID is ${mpn!.mpnId}.`, actor: null },
    {
      message:
        "Contoso Ltd applied for membership of the Partner Network and accepted version 2026-07 of the agreement.",
    },
    { message: `${made.owner} was confirmed as the work e-mail.` },
  ]);
});

test("after a rejection the owner is asked again, and a second application completes the migration", async () => {
  const { made, owner, id, vet } = await applied();
  await vet("Rejected");
  const { mpn, migration } = await lookAt(owner, made.publisherId);
  expect(mpn).toMatchObject({ mpnId: null, standing: "REJECTED", vettingStep: null });
  expect(migration).toMatchObject({ status: "ACTION_REQUIRED", awaiting: "OWNER" });
  expect(migration.viewerActions).toContain("ENROLL_IN_MPN");
  expect(requirementsOf(migration)).toMatchObject({
    workEmail: { state: "SATISFIED", answer: made.owner },
    mpn: { state: "DUE", reason: "MPN_APPLICATION_REJECTED", action: "ENROLL_IN_MPN" },
  });

  succeeded(await enroll(owner, id, application({ legalName: "Contoso Limited" })));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).mpn).toMatchObject({ standing: "PENDING" });
  await vet("Authorized");
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  const effects = await world.simulator.tenantEffects(made.tenant.tenantId);
  expect(effects.filter(({ effect }) => effect === "application-submitted")).toHaveLength(2);
});

test("after a rejection the MPN ID of a membership completes the migration", async () => {
  const { made, owner, id, vet } = await applied();
  await vet("Rejected");
  const member = await world.account();
  const { tenantId } = made.tenant;
  await world.simulator.learn({
    mpnAccounts: [{ ...(member.world.mpnAccounts[0] as object), associatedTenants: [tenantId] }],
  });
  succeeded(await enroll(owner, id, { existingMpnId: member.mpnId! }));
  await world.settle();
  const { mpn, migration } = await lookAt(owner, made.publisherId);
  expect(migration.status).toBe("COMPLETED");
  expect(mpn).toMatchObject({ mpnId: member.mpnId, standing: "ACTIVE" });
});

test("an application that Partner Center refuses goes back to the owner with the reason", async () => {
  const made = await world.account({ mpn: "none" });
  const owner = await world.as(made.owner, { expiresIn: 7 * 24 * 3_600 });
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  const body = { code: 2000, description: "The address cannot be verified", data: [], source: "PartnerFD" };
  const path = "/v1/profiles/legalbusiness";
  await world.simulator.fault({ system: "partner-center", method: "PUT", path, status: 400, body, times: 1 });
  succeeded(await enroll(owner, id, application()));
  await world.settle();
  const { migration } = await lookAt(owner, made.publisherId);
  expect(migration.status).toBe("ACTION_REQUIRED");
  expect(requirementsOf(migration).mpn).toMatchObject({ state: "DUE", reason: "MPN_APPLICATION_REJECTED" });
  const { account } = await owner.run(TimelineDocument, { publisherId: made.publisherId, first: 3 });
  expect(account!.timeline.nodes.map((event) => event.message)).toContain(
    "Partner Center did not accept the application: The address cannot be verified",
  );
});

test("an application whose answer was lost is not submitted twice", async () => {
  const path = "/v1/profiles/legalbusiness";
  await world.simulator.fault({ system: "partner-center", method: "PUT", path, after: true, drop: true, times: 1 });
  const { made, owner, vet } = await applied();
  const effects = await world.simulator.tenantEffects(made.tenant.tenantId);
  expect(effects.filter(({ effect }) => effect === "application-submitted")).toHaveLength(1);
  await vet("Authorized");
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
});
