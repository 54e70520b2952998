import { instant } from "../sentences";

/** An instant of the database's: MySQL's driver gives a bigint as text. */
export const at = (value: string | number | null): string | null => instant(value === null ? null : Number(value));
