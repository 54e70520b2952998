import { PreflightDocument, type PreflightQueryVariables } from "../generated/graphql";
import type { Client } from "./client";

/** Returns what starting would ask for, given those answers. */
export async function play(
  client: Client,
  publisherId: string,
  answers: Omit<PreflightQueryVariables, "publisherId"> = {},
) {
  return (await client.run(PreflightDocument, { publisherId, ...answers })).account!.preflight;
}
