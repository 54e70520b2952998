import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openDatabase } from "../database";
import type { Request } from "../operations";
import { claimsOf } from "../sentences";
import { createUpstream } from "../upstream";
import { addAccountUser } from "./add-user";
import { detail, page, point } from "./reads";
import { submitWorkEmail } from "./writes";

/** The floor: node:http and as few hand-written statements as possible, without GraphQL. */
const database = openDatabase(process.env["DATABASE_URL"]!);
const upstream = createUpstream(process.env);

async function answer(authorization: string, { operationName, variables }: Request): Promise<object> {
  const claims = claimsOf(authorization);
  switch (operationName) {
    case "point":
      return point(database, claims);
    case "page":
      return page(database, claims);
    case "detail":
      return detail(database, claims, variables["publisherId"] as string);
    case "mutation":
      return submitWorkEmail(database, upstream, claims, variables["input"] as Parameters<typeof submitWorkEmail>[3]);
    case "sync":
      return addAccountUser(database, upstream, claims, variables["input"] as Parameters<typeof addAccountUser>[3]);
    default:
      throw new Error(`the floor does not know ${operationName}`);
  }
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    answer(request.headers.authorization!, JSON.parse(Buffer.concat(chunks).toString()) as Request).then(
      (data) => {
        const body = `${JSON.stringify({ data })}\n`;
        response.writeHead(200, {
          "content-type": "application/json; charset=utf-8",
          "content-length": Buffer.byteLength(body),
        });
        response.end(body);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
});
server.listen(Number(process.env["PORT"]), "127.0.0.1", () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
);
process.once("disconnect", () => process.exit(0));
