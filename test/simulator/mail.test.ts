import { connect } from "node:net";
import { createInterface } from "node:readline";
import { createTransport, type SendMailOptions } from "nodemailer";
import { until } from "../support/until";
import { call } from "./support/call";
import { TestSimulator } from "./support/test-simulator";

interface Mail {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  at: string;
}

const simulator = new TestSimulator();
beforeEach(() => simulator.start());
afterEach(() => simulator.stop());

const mail = {
  from: "Migration <no-reply@migration.example>",
  to: "eve@contoso.com",
  subject: "Your code",
  text: "123456",
};
const send = (options: SendMailOptions = mail, auth?: { user: string; pass: string }) =>
  createTransport({ host: "127.0.0.1", port: simulator.smtpPort, ...(auth ? { auth } : {}) }).sendMail(options);
const mailbox = async (address: string) =>
  (await simulator.control<Mail[]>(`mailbox/${encodeURIComponent(address)}`)).body;

test("a mailbox lists received mails, newest first", async () => {
  expect(await mailbox("eve@contoso.com")).toEqual([]);
  await send();
  await send({ ...mail, subject: "Åter en kod", html: "<b>654321</b>" });
  const [newest, oldest] = await mailbox("EVE@contoso.com");
  expect(newest).toMatchObject({ subject: "Åter en kod", html: "<b>654321</b>" });
  expect(oldest).toMatchObject({ from: "no-reply@migration.example", to: "eve@contoso.com", html: null });
  expect(oldest?.text.trim()).toBe("123456");
  expect(oldest?.at).toMatch(/^\d{4}-.*Z$/);
});

test("every recipient gets the mail, and an international mailbox is found in Unicode and ASCII form", async () => {
  await send({ ...mail, to: ["a@contoso.com", "b@bäckerei-nordwind.de"] });
  for (const address of ["a@contoso.com", "b@bäckerei-nordwind.de", "b@xn--bckerei-nordwind-vnb.de"]) {
    expect(await mailbox(address)).toHaveLength(1);
  }
});

test("an SMTP login is accepted", async () => {
  await send(mail, { user: "bff", pass: "anything" });
  expect(await mailbox("eve@contoso.com")).toHaveLength(1);
});

test("mail to a nonexistent mailbox is refused with 550 5.1.1", async () => {
  const refusal = { responseCode: 550, response: expect.stringMatching(/^550 5\.1\.1 /) };
  await expect(send({ ...mail, to: "no-such-mailbox@contoso.com" })).rejects.toMatchObject(refusal);
});

test.each([
  [{ status: 503 }, { responseCode: 503 }],
  [{ status: 429 }, { responseCode: 451 }],
  [{ drop: true }, { code: expect.stringMatching(/ECONNECTION|ECONNRESET|ESOCKET/) }],
])("the fault %j refuses the next mail to a matching recipient, and no other", async (fault, refusal) => {
  await simulator.control("faults", { system: "mail", path: "eve@", times: 1, ...fault });
  await send({ ...mail, to: "adam@contoso.com" });
  await expect(send()).rejects.toMatchObject(refusal);
  expect(await mailbox("eve@contoso.com")).toEqual([]);
  await send();
  expect(await mailbox("eve@contoso.com")).toHaveLength(1);
});

test("a fault with `after` delivers the mail, then drops the answer", async () => {
  await simulator.control("faults", { system: "mail", drop: true, after: true, times: 1 });
  await expect(send()).rejects.toThrow();
  expect(await mailbox("eve@contoso.com")).toHaveLength(1);
});

test("after: the mail is in the mailbox before the answer is delayed", async () => {
  await simulator.control("faults", { system: "mail", delayMs: 600_000, after: true });
  const unanswered = expect(send()).rejects.toThrow();
  await until(async () => (await mailbox("eve@contoso.com")).length > 0);
  await simulator.restart();
  await unanswered;
  expect(await mailbox("eve@contoso.com")).toHaveLength(1);
});

test("after: a mail that is given up takes its fault with it", async () => {
  await simulator.control("faults", { system: "mail", path: "eve@", status: 503, after: true, times: 1 });
  const lines = ["EHLO x", "MAIL FROM:<a@x.se>", "RCPT TO:<eve@contoso.com>", "RSET", "MAIL FROM:<a@x.se>"];
  const answers = await speak(...lines, "RCPT TO:<adam@contoso.com>", "DATA", "Subject: Hi\r\n\r\nHi\r\n.", "QUIT");
  expect(answers.filter((line) => line.startsWith("503"))).toEqual([]);
  expect(await mailbox("adam@contoso.com")).toHaveLength(1);
});

test("a delayed mail arrives, and an unanswered one does not keep the simulator from stopping", async () => {
  await simulator.control("faults", { system: "mail", delayMs: 20, times: 1 });
  await send();
  expect(await mailbox("eve@contoso.com")).toHaveLength(1);
  await simulator.control("faults", { system: "mail", delayMs: 600_000 });
  const unanswered = expect(send()).rejects.toThrow();
  await waitForCall("mail RCPT", 2);
  await simulator.restart();
  await unanswered;
});

/** Sends SMTP commands, each after the answer to the one before, and returns the answers. */
async function speak(...commands: string[]): Promise<string[]> {
  const socket = connect(simulator.smtpPort, "127.0.0.1");
  const answers: string[] = [];
  for await (const line of createInterface({ input: socket })) {
    answers.push(line);
    // Only the last line of an answer has a blank after its code.
    if (/^\d{3} /.test(line) && commands.length > 0) socket.write(`${commands.shift()}\r\n`);
  }
  return answers;
}

async function waitForCall(name: string, count: number): Promise<void> {
  for (;;) {
    const { body } = await call<Record<string, number>>(`${simulator.url}/simulator/calls?system=mail`);
    if ((body[name] ?? 0) >= count) return;
  }
}
