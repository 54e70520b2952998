import { instant } from "../sentences";

/** Returns an instant from the database, where MySQL's driver gives a bigint as text. */
export const at = (value: string | number | null): string | null => instant(value === null ? null : Number(value));
