import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ask } from "../support/ask";
import { openWorld, type World } from "../support/world";

let world: World;
let samples: string[];
beforeAll(async () => {
  world = await openWorld();
  samples = (await ask(world.url, { path: "/metrics" })).text.split("\n").filter((line) => /^\w/.test(line));
});
afterAll(() => world.close());

const read = (page: string) => readFileSync(join(__dirname, "../../docs", page), "utf8");
const guide = read("operating.md");

interface Alert {
  alert: string;
  expr: string;
  annotations: { summary: string; description: string; runbook: string };
}
const { groups } = parse(read("alerts.yml")) as { groups: { rules: Alert[] }[] };
const alerts = groups.flatMap(({ rules }) => rules);

/** What Prometheus itself knows: its functions and operators, and the metric and the labels of every target. */
const language = ["absent", "and", "increase", "last_over_time", "max", "or", "rate", "sum", "unless"];
const grouping = /\b(?:by|on) \(([\w, ]+)\)/g;
const ofTargets = ["job", "instance"];

/** The metrics that an expression reads, each with the values that it asks of labels. */
const selectorsOf = (expression: string) =>
  [...expression.replace(grouping, "").matchAll(/(?<![\w.])([a-z]\w*)(?:\{(.*?)\})?/g)]
    .map(([, metric, matchers]) => ({ metric: metric!, matchers: matchers ? matchers.split(/, */) : [] }))
    .filter(({ metric }) => metric !== "up" && !language.includes(metric));

test.each(alerts)(
  "a service that has just started exports every metric, label and value that $alert needs",
  ({ expr, annotations }) => {
    const selectors = selectorsOf(expr);
    expect(selectors).not.toEqual([]);
    const grouped = [...expr.matchAll(grouping)].flatMap(([, labels]) => labels!.split(", "));
    const texts = Object.values(annotations).join();
    const shown = [...texts.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label!);
    const labels = [...grouped, ...shown].filter((label) => !ofTargets.includes(label)).map((label) => `${label}="`);
    for (const { metric, matchers } of selectors) {
      const found = samples.filter((line) => [" ", "{"].some((next) => line.startsWith(metric + next)));
      const sample = found.find((line) => matchers.every((matcher) => line.includes(matcher)));
      expect([metric, matchers, sample]).toEqual([metric, matchers, expect.any(String)]);
      for (const label of labels) expect(sample).toContain(label);
    }
  },
);

test("the guide explains the alerts that there are, and each says where", () => {
  const explained = [...guide.matchAll(/^\| `(AccountMigration\w+)` /gm)].map(([, name]) => name);
  expect(explained).toEqual(alerts.map(({ alert }) => alert));
  expect(guide).toMatch(/^### Alerts$/m);
  for (const { alert, annotations } of alerts)
    expect({ [alert]: annotations.runbook }).toEqual({ [alert]: "docs/operating.md#alerts" });
});
