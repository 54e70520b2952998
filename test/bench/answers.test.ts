import { ask, compare } from "../../bench/speed/measure";
import { isGranted, operationNames, requestOf } from "../../bench/speed/operations";
import { openScene, serverNames, type Scene } from "../../bench/speed/scene";
import { built } from "../support/built";
import { freePorts } from "../support/free-ports";

let scene: Scene;
beforeAll(async () => {
  built();
  const database = process.env.TEST_DATABASE === "mysql" ? process.env.TEST_MYSQL_URL : "sqlite:";
  scene = await openScene({ agencies: 3, port: await freePorts(5), database });
}, 120_000);
afterAll(() => scene.close(), 60_000);

test.each(operationNames)("floor and plain build answer %s as the service does, byte for byte", async (operation) => {
  expect(await compare(scene, operation)).toBeGreaterThan(200);
});

test("adding a user writes the same rows in the service, the floor and the plain build", async () => {
  const { agency, token } = scene.callers[0]!;
  const moved = agency.accounts.filter(({ kind }) => kind === "moved");
  const written: unknown[][][] = [];
  for (const [i, name] of serverNames.entries()) {
    expect(isGranted(await ask(scene.servers[name], token, requestOf("sync", agency, 3 + i)))).toBe(true);
    written.push(await rowsOfAddedUser(moved[3 + i]!.id));
  }
  const [service, ...others] = written;
  expect(service!.map((rows) => rows.length)).toEqual([1, 1, 2, 1]);
  expect(others).toEqual([service, service]);
});

/**
 * Returns everything written about the user just added to the account, except IDs, addresses, account names and times.
 * A job's version is left out as well, because it starts at a random number.
 */
async function rowsOfAddedUser(accountId: string): Promise<unknown[][]> {
  const user = `SELECT principal_kind, application_id, display_name, identity, access, cpp_role, partner_center_role,
    removed_at, changing_to, sync_seq, sync_state, sync_attempts, synced_at, sync_error, principal = email,
    LENGTH(id), LENGTH(member_id), sync_next_at = added_at FROM account_user WHERE account_id = ? AND sync_seq > 0`;
  const event = `SELECT seq, kind, severity, message, REPLACE(params, added.id, 'ID'), actor, problem
    FROM timeline_event event JOIN account_user added ON added.account_id = event.account_id AND added.sync_seq > 0
    WHERE event.account_id = ? AND kind = 'USER_ADDED'`;
  const jobs = "SELECT kind, held_until, attempts FROM job WHERE account_id = ? ORDER BY kind";
  const account = "SELECT event_count FROM account WHERE id = ?";
  return Promise.all([user, event, jobs, account].map((sql) => scene.database.rows(sql, [accountId])));
}
