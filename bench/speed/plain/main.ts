import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSchema, type NonEmptyArray } from "type-graphql";
import { DataSource } from "typeorm";
import { claimsOf } from "../sentences";
import { createUpstream } from "../upstream";
import { AddUserResolver } from "./add-user";
import { createContext, type Context } from "./context";
import * as ofMigrations from "./migration-resolvers";
import { MutationResolver } from "./mutations";
import * as resolvers from "./resolvers";
import { Account, AccountUser, Job, Migration, MpnMembership, Person, Tenant, TimelineEvent } from "./types";

/** The plain build: Apollo Server standalone, type-graphql, TypeORM repositories and DataLoader, as in tutorials. */
async function main(): Promise<void> {
  const url = process.env["DATABASE_URL"]!;
  const entities = [Account, AccountUser, Job, Migration, MpnMembership, Person, Tenant, TimelineEvent];
  const source = new DataSource(
    url.startsWith("sqlite:")
      ? { type: "better-sqlite3", database: url.slice("sqlite:".length), entities, enableWAL: true, timeout: 5_000 }
      : { type: "mysql", url, entities, charset: "utf8mb4", timezone: "Z" },
  );
  await source.initialize();
  const schema = await buildSchema({
    resolvers: [
      MutationResolver,
      AddUserResolver,
      ...Object.values(resolvers),
      ...Object.values(ofMigrations),
    ] as unknown as NonEmptyArray<() => void>,
  });
  const upstream = createUpstream(process.env);
  const server = new ApolloServer<Context>({ schema, stopOnTerminationSignals: false });
  await startStandaloneServer(server, {
    listen: { port: Number(process.env["PORT"]), host: "127.0.0.1" },
    context: async ({ req }) => createContext(source, upstream, claimsOf(req.headers.authorization!)),
  });
  process.send?.("ready");
  process.once("disconnect", () => process.exit(0));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
