import {
  BannerKind as Kind,
  CppRole,
  MigrationStatus as Status,
  RequirementReason,
  RequirementState,
} from "../../entities/words";
import { bannerFor, isMigrated } from "../../src/account/banner-rules";
import { migrationRow, userRow } from "../support/rows";

const owner = userRow();
const contributor = userRow({ cppRole: CppRole.CONTRIBUTOR });
const vetted = { mpnState: RequirementState.VERIFYING, mpnReason: RequirementReason.MPN_BEING_VETTED };

test.each([
  [Status.NOT_STARTED, { kind: Kind.ACTION_REQUIRED, message: "banner.start", leadsTo: "migration" }],
  [Status.ACTION_REQUIRED, { kind: Kind.ACTION_REQUIRED, message: "banner.finish", leadsTo: "migration" }],
  [Status.VERIFYING, { kind: Kind.IN_PROGRESS, message: "banner.inProgress", leadsTo: null }],
  [Status.MIGRATING, { kind: Kind.IN_PROGRESS, message: "banner.inProgress", leadsTo: null }],
  [Status.FAILED, { kind: Kind.ACTION_REQUIRED, message: "banner.failed", leadsTo: "migration" }],
  [Status.CANCELED, { kind: Kind.ACTION_REQUIRED, message: "banner.start", leadsTo: "migration" }],
  [Status.COMPLETED, { kind: Kind.MANAGE_IN_PARTNER_CENTER, message: "banner.migrated", leadsTo: "partner-center" }],
])("an owner of an account that is %s sees the banner of that status", (status, plan) => {
  expect(bannerFor(owner, migrationRow({ status }), true)).toEqual(plan);
});

test("an owner whose application is being vetted sees the vetting banner", () => {
  expect(bannerFor(owner, migrationRow({ status: Status.VERIFYING, ...vetted }), true)).toEqual({
    kind: Kind.IN_PROGRESS,
    message: "banner.vetting",
    leadsTo: null,
  });
});

test("an owner who must still act sees the banner to finish, even while an application is being vetted", () => {
  expect(bannerFor(owner, migrationRow({ status: Status.ACTION_REQUIRED, ...vetted }), true)).toEqual({
    kind: Kind.ACTION_REQUIRED,
    message: "banner.finish",
    leadsTo: "migration",
  });
});

test.each(Object.values(Status).filter((status) => status !== Status.COMPLETED))(
  "a contributor of an account that is %s is asked to contact an owner",
  (status) => {
    expect(bannerFor(contributor, migrationRow({ status }), false)).toEqual({
      kind: Kind.ASK_AN_OWNER,
      message: "banner.askOwner",
      leadsTo: null,
    });
  },
);

test("a contributor of a migrated account is led to Partner Center", () => {
  const migration = migrationRow({ status: Status.COMPLETED });
  expect(bannerFor(contributor, migration, false)).toMatchObject({ kind: Kind.MANAGE_IN_PARTNER_CENTER });
});

test.each(Object.values(Status))("a viewer without a role sees no banner for an account that is %s", (status) => {
  expect(bannerFor(null, migrationRow({ status }), false)).toBeNull();
});

test("an account counts as migrated only when it is COMPLETED", () => {
  expect(Object.values(Status).filter((status) => isMigrated(migrationRow({ status })))).toEqual([Status.COMPLETED]);
});
