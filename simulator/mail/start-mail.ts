import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { Fault } from "../faults/fault";
import type { Simulation } from "../simulation";
import { readMail } from "./read-mail";
import { smtpRefusal } from "./smtp-refusal";

/** The running mail server. */
export interface MailServer {
  port: number;
  stop(): Promise<void>;
}

/** Starts the SMTP server. Every address except `no-such-mailbox@…` has a mailbox. */
export async function startMail(simulation: Simulation, port: number, host: string): Promise<MailServer> {
  /** The faults that wait until their mail has been delivered, by its envelope. */
  const faultsAfter = new WeakMap<SMTPServerSession["envelope"], Fault>();

  async function acceptRecipient(address: string, session: SMTPServerSession): Promise<void> {
    simulation.calls.count("mail", "RCPT", "");
    if (/^no-such-mailbox@/i.test(address)) throw smtpRefusal(550, "No such mailbox here");
    const fault = simulation.faults.take("mail", "RCPT", address);
    if (fault?.after) faultsAfter.set(session.envelope, fault);
    else if (fault) await suffer(fault, session);
  }

  async function acceptMail(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    simulation.calls.count("mail", "DATA", "");
    const mails = await readMail(stream, session);
    simulation.state.atomically(() => mails.forEach(simulation.state.mails.deliver));
    const fault = faultsAfter.get(session.envelope);
    if (fault) await suffer(fault, session);
  }

  async function suffer({ delayMs, drop, status, body }: Fault, { id }: SMTPServerSession): Promise<void> {
    if (delayMs !== undefined) await simulation.wait(delayMs);
    if (drop) [...server.connections].find((connection) => connection.id === id)?._socket.destroy();
    else if (status !== undefined && status >= 400) {
      throw smtpRefusal(
        status >= 500 ? Math.min(status, 554) : 451,
        typeof body === "string" ? body : "Refused for now",
      );
    }
  }

  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    hideENHANCEDSTATUSCODES: false,
    disableReverseLookup: true,
    logger: false,
    size: 10 * 1024 * 1024,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "anyone" }),
    onRcptTo: ({ address }, session, done) => void acceptRecipient(address, session).then(() => done(), done),
    onData: (stream, session, done) => void acceptMail(stream, session).then(() => done(), done),
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.server.address() as AddressInfo).port, stop: () => stop(server) };
}

function stop(server: SMTPServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(resolve);
    for (const connection of server.connections) connection._socket.destroy();
  });
}
