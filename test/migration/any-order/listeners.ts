import { follow, type Follower } from "../../support/follow";
import { until } from "../../support/until";
import type { Look } from "./checks";
import { principalOf, type CppRow, type Scene } from "./scene";

/** Somebody who follows the account, and what they have been told over all their connections. */
interface Listener {
  who: string;
  heard: { cursor: string; id: string }[];
  line: Follower | null;
  /** Why each connection ended. */
  ends: unknown[];
}

/** Everybody who follows the account's timeline from its first event. */
export interface Listeners {
  /** Who sees the account and has been turned away follows it again, after the last event that they heard of. */
  comeBack(look: Look): Promise<void>;
  /** Checks that each has heard of every event once and in order, for as long as they saw the account. */
  check(look: Look): Promise<void>;
  hangUp(): Promise<void>;
}

/** Lets everybody follow the account who sees it. */
export function createListeners(scene: Scene): Listeners {
  const { world, people, accountId } = scene;
  const all = [...people.keys()].map((who): Listener => ({ who, heard: [], line: null, ends: [] }));

  async function listen(listener: Listener): Promise<void> {
    const { who, heard, ends } = listener;
    const token = await world.simulator.token(who, { expiresIn: 365 * 24 * 3_600 });
    const line = follow(world.url, { token, accountId, after: heard.at(-1)?.cursor ?? "" });
    listener.line = line;
    const hear = async (): Promise<void> => {
      for (;;) {
        const { cursor, node } = await line.next();
        heard.push({ cursor, id: node.id });
      }
    };
    void hear().catch((end: unknown) => {
      if (listener.line !== line) return;
      listener.line = null;
      ends.push(end);
    });
  }

  const comeBack = async ({ sights }: Look): Promise<void> => {
    for (const listener of all) if (sights.has(listener.who) && !listener.line) await listen(listener);
  };
  return {
    comeBack,
    check: async (look) => {
      const events = look.events.map(({ id }) => id);
      await until(async () => {
        await comeBack(look);
        return all.every(({ who, heard }) => !look.sights.has(who) || heard.length >= events.length);
      });
      for (const { who, heard, ends } of all) {
        expect({ who, heard: heard.map(({ id }) => id) }).toEqual({ who, heard: events.slice(0, heard.length) });
        // Once the account has moved, its OWNER has a work account, even if CPP had a personal one.
        const wasShutOut =
          !look.sights.has(who) || [...scene.older, scene.cpp].some((row) => !mayCome(scene, who, row));
        for (const end of ends) expect({ who, end, wasShutOut }).toMatchObject({ end: forbidden, wasShutOut: true });
      }
    },
    hangUp: async () => {
      for (const { line } of all.splice(0)) await line?.stop();
    },
  };
}

const forbidden = [{ extensions: { code: "FORBIDDEN" } }];

/** Whether CPP had that person among the account's users, with the kind of account that they sign in with. */
function mayCome({ made }: Scene, who: string, { users }: CppRow): boolean {
  const own = (made.world.accounts[0] as CppRow).users.find((user) => principalOf(user) === who)?.identity ?? "work";
  return users.some((user) => principalOf(user) === who && user.identity === own);
}
