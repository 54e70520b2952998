import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import type { Upstream } from "../../src/upstream/upstream";
import { openUpstream } from "./support/open-upstream";
import { type Simulated, startSimulated } from "./support/simulated";

const message = {
  to: "ann@contoso.com",
  subject: "Your code",
  text: "It is 123456",
  html: "<p>It is 123456</p>",
  messageId: "message-1",
};

describe("against the simulator", () => {
  let world: Simulated;
  beforeAll(async () => void (world = await startSimulated()));
  afterAll(() => world.stop());

  const mailbox = (address: string) =>
    world.control<{ from: string; to: string; subject: string; text: string; html: string }[]>(
      "GET",
      `mailbox/${address}`,
    );

  it("delivers a mail as text and as HTML", async () => {
    await world.upstream.mail.send(message);
    const [mail] = await mailbox(message.to);
    expect(mail).toMatchObject({ from: "no-reply@partner.example", to: message.to, subject: "Your code" });
    expect(mail?.text).toContain("123456");
    expect(mail?.html).toContain("123456");
  });

  it("reports a nonexistent mailbox as a final rejection", async () => {
    await expect(world.upstream.mail.send({ ...message, to: "no-such-mailbox@contoso.com" })).rejects.toMatchObject({
      name: "UpstreamRejected",
      system: "mail",
      status: 550,
      code: "550",
    });
  });

  it("reports SMTP 451 as unavailable, and a later try succeeds", async () => {
    await world.control("POST", "faults", { system: "mail", status: 451, times: 1 });
    const to = "bo@contoso.com";
    await expect(world.upstream.mail.send({ ...message, to })).rejects.toMatchObject({
      name: "UpstreamUnavailable",
      system: "mail",
      reason: "SMTP 451 at RCPT TO",
    });
    await world.upstream.mail.send({ ...message, to });
    expect(await mailbox(to)).toHaveLength(1);
  });

  it.each([
    "ann@contoso.com\r\nBcc: eve@evil.example",
    "ann@contoso.com, eve@evil.example",
    "Ann <ann@contoso.com>",
    '"ann@evil.example"@contoso.com',
    "ann@contoso.com>",
    "ann",
    `${"a".repeat(65)}@contoso.com`,
    "",
  ])("rejects the invalid recipient %j", async (to) => {
    await expect(world.upstream.mail.send({ ...message, to })).rejects.toMatchObject({
      name: "UpstreamRejected",
      code: "553",
    });
  });

  it("removes line breaks from a subject and rejects a message ID that contains them", async () => {
    const to = "cia@contoso.com";
    await world.upstream.mail.send({ ...message, to, subject: "Hello\r\nBcc: eve@evil.example\r\n\r\nbody" });
    expect(await mailbox(to)).toMatchObject([{ subject: "Hello Bcc: eve@evil.example body" }]);
    expect(await mailbox("eve@evil.example")).toHaveLength(0);
    await expect(world.upstream.mail.send({ ...message, messageId: "a\r\nBcc: b" })).rejects.toMatchObject({
      code: "553",
    });
  });
});

describe("against a bad server", () => {
  const sockets = new Set<Socket>();
  let lines: string[] = [];
  let server: Server;
  let upstream: Upstream;

  async function serve(
    onLine: (line: string) => string | null,
    greeting: string | null,
    timeoutMs = 2_000,
  ): Promise<void> {
    server = createServer((socket) => {
      sockets.add(socket);
      if (greeting !== null) socket.write(`${greeting}\r\n`);
      socket.on("error", () => undefined);
      socket.on("data", (data) => {
        for (const line of data.toString().split("\r\n").filter(Boolean)) {
          lines.push(line);
          const reply = onLine(line);
          if (reply !== null) socket.write(`${reply}\r\n`);
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    upstream = openUpstream("http://127.0.0.1:1", { smtpUrl: `smtp://me:wrong@127.0.0.1:${port}`, timeoutMs });
  }

  afterEach(async () => {
    await upstream.close();
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
    lines = [];
  });

  it("times out when the server sends no greeting", async () => {
    await serve(() => null, null, 50);
    await expect(upstream.mail.send(message)).rejects.toMatchObject({
      name: "UpstreamUnavailable",
      retryAfterMs: 2_000,
    });
  });

  it("times out when the server stops answering mid-session", async () => {
    await serve((line) => (line.startsWith("EHLO") ? "250 hello" : null), "220 hello", 100);
    await expect(upstream.mail.send(message)).rejects.toMatchObject({ name: "UpstreamUnavailable" });
  });

  it("reports a refused login as unavailable and sends no mail", async () => {
    await serve((line) => (line.startsWith("EHLO") ? "250 AUTH PLAIN" : "535 wrong"), "220 hello");
    await expect(upstream.mail.send(message)).rejects.toMatchObject({
      name: "UpstreamUnavailable",
      reason: "SMTP 535 at AUTH PLAIN",
    });
    expect(lines.some((line) => line.startsWith("MAIL FROM"))).toBe(false);
  });

  /** Accepts everything but what begins so. */
  const refusing = (refused: string, reply: string) => (line: string) => {
    if (line.startsWith(refused)) return reply;
    if (line.startsWith("EHLO")) return "250 AUTH PLAIN";
    if (line.startsWith("AUTH")) return "235 welcome";
    if (line === "DATA") return "354 go on";
    return /^(MAIL|RCPT|RSET|\.$)/.test(line) ? "250 ok" : null;
  };

  it.each([
    ["our address", "MAIL FROM", "550 5.1.0 not from you", "SMTP 550 at MAIL FROM"],
    ["our address, only together with the recipient", "RCPT TO", "553 5.1.8 not from you", "SMTP 553 at RCPT TO"],
    ["to relay for us", "RCPT TO", "554 5.7.1 relay access denied", "SMTP 554 at RCPT TO"],
    ["a mail before it has seen it", "DATA", "554 not today", "SMTP 554 at DATA"],
    ["the text", ".", "554 5.7.1 it looks like spam", "SMTP 554 at DATA"],
  ])("blames no recipient when it refuses %s", async (_, refused, reply, reason) => {
    await serve(refusing(refused, reply), "220 hello");
    await expect(upstream.mail.send(message)).rejects.toMatchObject({ name: "UpstreamUnavailable", reason });
  });

  it.each(["550 no such user", "550 5.1.1 no such user", "552 5.2.2 the mailbox is full", "556 5.1.10 no mail here"])(
    "tells of a recipient that it refuses: %s",
    async (reply) => {
      await serve(refusing("RCPT TO", reply), "220 hello");
      await expect(upstream.mail.send(message)).rejects.toMatchObject({
        ...{ name: "UpstreamRejected", code: reply.slice(0, 3), description: reply },
      });
    },
  );

  it("reports a 554 greeting as unavailable, not as a rejected mail", async () => {
    await serve(() => null, "554 go away");
    await expect(upstream.mail.send(message)).rejects.toMatchObject({ name: "UpstreamUnavailable" });
  });
});
