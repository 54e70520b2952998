import type { PoolConnection, QueryError, ResultSetHeader, RowDataPacket } from "mysql2";
import { QueryFailedError, QueryResult, type DataSource } from "typeorm";
import type { MysqlDriver } from "typeorm/driver/mysql/MysqlDriver.js";
import { MysqlQueryRunner } from "typeorm/driver/mysql/MysqlQueryRunner.js";
import { WrongRows } from "./wrong-rows";

interface Statement {
  sql: string;
  values: unknown[];
}

type Answer = ResultSetHeader | RowDataPacket[];

/** Queued statements with more values than this in total are sent at once. */
const mostValues = 1_000;
/** The server status flag for autocommit: an answer has it if its statement was a transaction by itself. */
const autocommit = 2;
/** Follows a statement and raises an out-of-range error unless exactly that many rows were changed. */
const mustBe = (rows: number): string => `SELECT ~0 + (ROW_COUNT() <> ${rows})`;

/**
 * TypeORM's query runner on one connection, for write units. It calls the driver directly, without what TypeORM does
 * around every statement for subscribers and slow-query logs, which are not used here, and without the stack that the
 * driver's promises record. In a transaction, statements whose result nobody needs are queued and sent with the next
 * one, as one message.
 */
export class MysqlUnitRunner extends MysqlQueryRunner {
  private waiting: Statement[] = [];

  /** Within a transaction, the connection must not autocommit. */
  constructor(
    source: DataSource,
    private readonly session: PoolConnection,
    { within }: { within: "transaction" | "statement" },
  ) {
    super(source.driver as MysqlDriver, "master");
    Object.assign(this, { databaseConnection: session, manager: source.createEntityManager(this) });
    if (within === "transaction") [this.isTransactionActive, this.transactionDepth] = [true, 1];
  }

  override async query<T>(sql: string, values: unknown[] = [], structured = false): Promise<T> {
    const raw = await this.send([...this.waiting, { sql, values }]);
    if (!structured) return raw as T;
    const result = new QueryResult();
    result.raw = raw;
    if (Array.isArray(raw)) result.records = raw;
    else result.affected = raw.affectedRows;
    return result as T;
  }

  /**
   * Sends the statement with the next one, at the latest with the COMMIT, which fails if this statement fails or
   * changes a number of rows other than `rows`.
   */
  async later(sql: string, values: unknown[] = [], rows?: number): Promise<void> {
    const check = rows === undefined ? [] : [{ sql: mustBe(rows), values: [] }];
    const waiting = [...this.waiting, { sql, values }, ...check];
    const many = waiting.reduce((sum, one) => sum + one.values.length, 0) > mostValues;
    if (many || !this.isTransactionActive) await this.send(waiting);
    else this.waiting = waiting;
  }

  /** Sends the queued statements. */
  async flush(): Promise<void> {
    if (this.waiting.length > 0) await this.send(this.waiting);
  }

  async commit(): Promise<void> {
    await this.query("COMMIT");
  }

  async rollback(): Promise<void> {
    this.waiting = [];
    await this.query("ROLLBACK");
  }

  /** Sends the statements as one message and returns the last one's answer. If one fails, none after it is run. */
  private send(statements: Statement[]): Promise<Answer> {
    this.waiting = [];
    for (const { sql, values } of statements) this.dataSource.logger.logQuery(sql, values, this);
    const sql = statements.map((one) => one.sql).join("; ");
    const values = statements.flatMap((one) => one.values);
    return new Promise((resolve, reject) =>
      this.session.query(sql, values, (error, answers) => {
        if (error) return reject(wrongRows(error) ? new WrongRows(sql) : new QueryFailedError(sql, values, error));
        const answer = (statements.length > 1 ? (answers as Answer[]).at(-1) : answers) as Answer;
        if (this.isTransactionActive && committed(answer)) reject(new Error(`${sql}: not within a transaction`));
        else resolve(answer);
      }),
    );
  }
}

const committed = (answer: Answer): boolean => !Array.isArray(answer) && (answer.serverStatus & autocommit) !== 0;
const wrongRows = ({ code, message }: QueryError): boolean =>
  code === "ER_DATA_OUT_OF_RANGE" && /row_count/i.test(message);
