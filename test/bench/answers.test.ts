import { compare } from "../../bench/speed/measure";
import { operationNames } from "../../bench/speed/operations";
import { openScene, type Scene } from "../../bench/speed/scene";

let scene: Scene;
beforeAll(async () => {
  const database = process.env.TEST_DATABASE === "mysql" ? process.env.TEST_MYSQL_URL : "sqlite:";
  // Programs of their own cannot be given a free port each: those of this process are as good as free.
  scene = await openScene({ agencies: 3, port: 20_000 + (process.pid % 4_000) * 5, database });
}, 120_000);
afterAll(() => scene.close(), 60_000);

test.each(operationNames)("floor and plain build answer %s as the service does, byte for byte", async (operation) => {
  expect(await compare(scene, operation)).toBeGreaterThan(200);
});
