import type { Connection, ResultSetHeader, RowDataPacket } from "mysql2";
import { QueryFailedError, QueryResult, type DataSource } from "typeorm";
import type { MysqlDriver } from "typeorm/driver/mysql/MysqlDriver.js";
import { MysqlQueryRunner } from "typeorm/driver/mysql/MysqlQueryRunner.js";

/**
 * TypeORM's runner on one connection, for write units: it asks the driver itself, without what TypeORM does around every
 * statement for subscribers and slow-query logs that there are none of, nor the stack that promises of the driver record.
 */
export class MysqlUnitRunner extends MysqlQueryRunner {
  constructor(source: DataSource) {
    super(source.driver as MysqlDriver, "master");
    Object.assign(this, { manager: source.createEntityManager(this) });
  }

  override async query<T>(sql: string, values?: unknown[], structured = false): Promise<T> {
    this.dataSource.logger.logQuery(sql, values, this);
    const connection = (await this.connect()) as Connection;
    const raw = await new Promise<ResultSetHeader | RowDataPacket[]>((resolve, reject) =>
      connection.query<ResultSetHeader | RowDataPacket[]>(sql, values, (error, result) => {
        if (error) reject(new QueryFailedError(sql, values, error));
        else resolve(result);
      }),
    );
    if (!structured) return raw as T;
    const result = new QueryResult();
    result.raw = raw;
    if (Array.isArray(raw)) result.records = raw;
    else result.affected = raw.affectedRows;
    return result as T;
  }
}
