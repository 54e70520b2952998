import "reflect-metadata";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";

/** An empty database for one test. */
export interface FreshDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Creates an empty database: on the MySQL server if TEST_DATABASE is "mysql", otherwise a SQLite file. */
export function freshDatabase(): Promise<FreshDatabase> {
  return process.env.TEST_DATABASE === "mysql" ? freshMysql() : freshSqlite();
}

async function freshSqlite(): Promise<FreshDatabase> {
  const directory = await mkdtemp(join(tmpdir(), "test-database-"));
  return {
    url: `sqlite:${join(directory, "accounts.sqlite")}`,
    drop: () => rm(directory, { recursive: true, force: true }),
  };
}

async function freshMysql(): Promise<FreshDatabase> {
  const url = new URL(process.env.TEST_MYSQL_URL ?? "mysql://root@127.0.0.1:3306");
  url.pathname = "";
  const server = url.href;
  const name = `test_${randomBytes(8).toString("hex")}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name}`) };
}

async function onServer(server: string, statement: string): Promise<void> {
  const connection = await createConnection(server);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}
