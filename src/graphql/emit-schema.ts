import type { GraphQLSchema } from "graphql";
import { printSchema } from "graphql";

/** The schema as text: the emitted contract. */
export const emitSchema = (schema: GraphQLSchema): string => `${printSchema(schema)}\n`;
