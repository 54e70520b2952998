import { cpus } from "node:os";
import { median, type Measured } from "./measure";
import type { Run } from "./load";
import { serverNames, type Scene, type ServerName } from "./scene";

/** Returns the measurements as Markdown. */
export function report(scene: Scene, measured: Measured[], minutes: number): string {
  const { accounts, users } = scene.size;
  return `# Results

Written by \`npm run bench\`: do not edit. What is measured and how: [speed/README.md](speed/README.md).

Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model.trim()}, ${scene.engine}; ${accounts} accounts, ${users} users; ${minutes.toFixed(1)} minutes. The servers, the database and the load share the machine: what counts are ratios within one run. Each is the median over ${measured[0]?.rounds.length} interleaved rounds, with the lowest and the highest.

## CPU of the server's process, a request

| operation | answer | floor | service | plain build | service : floor | plain build : service |
| --- | --- | --- | --- | --- | --- | --- |
${measured.map(cpuLine).join("\n")}

## Messages to the database, a request

One connection asks at a time, or 32 at once.

| operation | floor | service | plain build |
| --- | --- | --- | --- |
${measured.map(messagesLine).join("\n")}

## Requests a second at saturation, and latency at half of it

| operation | server | requests/s | p50 ms | p99 ms | RSS MB |
| --- | --- | --- | --- | --- | --- |
${measured.flatMap(loadLines).join("\n")}
`;
}

function cpuLine({ operation, bytes, rounds }: Measured): string {
  const micros = (name: ServerName) => `${Math.round(median(rounds.map((runs) => runs[name].cpuMicros)))} µs`;
  const ratio = (over: ServerName, under: ServerName, digits: number) => {
    const ratios = rounds.map((runs) => runs[over].cpuMicros / runs[under].cpuMicros);
    const [low, middle, high] = [Math.min(...ratios), median(ratios), Math.max(...ratios)];
    return `**${middle.toFixed(digits)}** (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
  };
  const cells = [
    ...[operation, `${bytes} B`, micros("floor"), micros("service"), micros("plain")],
    ...[ratio("service", "floor", 2), ratio("plain", "service", 1)],
  ];
  return row(cells);
}

const messagesLine = ({ operation, alone, rounds }: Measured): string => {
  const cell = (name: ServerName) =>
    `${alone[name].toFixed(0)}, ${median(rounds.map((runs) => runs[name].messages)).toFixed(2)}`;
  return row([operation, cell("floor"), cell("service"), cell("plain")]);
};

const loadLines = ({ operation, rounds, half }: Measured): string[] =>
  serverNames.map((name) => {
    const of = (part: (run: Run) => number) => median(rounds.map((runs) => part(runs[name])));
    const { p50, p99 } = half[name];
    const numbers = [of((run) => run.perSecond), p50, p99, of((run) => run.rssMb)];
    return row([operation, name, ...numbers.map((value) => value.toFixed(0))]);
  });

const row = (cells: string[]): string => `| ${cells.join(" | ")} |`;
