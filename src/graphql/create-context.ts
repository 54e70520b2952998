import { HeaderMap } from "@apollo/server";
import { GraphQLError } from "graphql";
import { negotiateLocale } from "../messages/locale";
import type { Services } from "../services";
import { createAccess } from "../viewer/access";
import { TokenRefused, type VerifyToken } from "../viewer/verify-token";
import type { Context } from "./context";
import { createLoaders } from "./loaders";

/** A request without a token: it may look at the schema where that is public, and at nothing else. */
export interface Anonymous {
  readonly anonymous: true;
}

/** The request's context from its headers. Throws UNAUTHENTICATED for a token that is no proof. */
export async function createContext(
  services: Services,
  verifyToken: VerifyToken,
  headers: { authorization?: string | undefined; "accept-language"?: string | undefined },
): Promise<Context | Anonymous> {
  if (!headers.authorization) return { anonymous: true };
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(headers.authorization)?.[1];
  if (!token) throw unauthenticated("the Authorization header is not of the form: Bearer TOKEN");
  try {
    const viewer = await verifyToken(token);
    const access = createAccess(services, viewer);
    return {
      services,
      viewer,
      access,
      locale: negotiateLocale(headers["accept-language"]),
      loaders: createLoaders(services),
    };
  } catch (error) {
    if (error instanceof TokenRefused) throw unauthenticated(error.message);
    throw error;
  }
}

/** The error for a request that does not say who asks. */
export const unauthenticated = (why: string): GraphQLError =>
  new GraphQLError(`Sign in: ${why}.`, {
    extensions: {
      code: "UNAUTHENTICATED",
      http: { status: 401, headers: new HeaderMap([["www-authenticate", 'Bearer error="invalid_token"']]) },
    },
  });
