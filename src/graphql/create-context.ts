import { HeaderMap } from "@apollo/server";
import { GraphQLError } from "graphql";
import { negotiateLocale, type Locale } from "../messages/locale";
import type { Services } from "../services";
import { createAccess, type Access } from "../viewer/access";
import { TokenRefused, type VerifyToken } from "../viewer/verify-token";
import type { Viewer } from "../viewer/viewer";
import type { Context } from "./context";
import { createLoaders, type Loaders } from "./loaders";

/** A request without a token: it may only read the schema. */
export interface Anonymous {
  readonly anonymous: true;
}

/**
 * Creates the request's context from its headers. Throws UNAUTHENTICATED for an invalid token, and without one where the
 * schema is not public: before the document is parsed, which can cost more than most answers.
 */
export async function createContext(
  services: Services,
  verifyToken: VerifyToken,
  headers: { authorization?: string | undefined; "accept-language"?: string | undefined },
  publicSchema: boolean,
): Promise<Context | Anonymous> {
  if (!headers.authorization) {
    if (publicSchema) return { anonymous: true };
    throw withoutToken();
  }
  try {
    const viewer = await verifyToken(bearerToken(headers.authorization));
    return contextOf(services, viewer, negotiateLocale(headers["accept-language"]));
  } catch (error) {
    if (error instanceof TokenRefused) throw unauthenticated(error.message);
    throw error;
  }
}

/** The context of a viewer whose token has been verified. */
export const contextOf = (services: Services, viewer: Viewer, locale: Locale): Context =>
  new ViewersContext(services, viewer, locale);

/** Apollo passes resolvers a copy of it, so `forget` resets the copy that it is called on. */
class ViewersContext implements Context {
  loaders: Loaders;
  access: Access;

  constructor(
    readonly services: Services,
    readonly viewer: Viewer,
    readonly locale: Locale,
  ) {
    this.loaders = createLoaders(services);
    this.access = createAccess(services, viewer, this.loaders);
  }

  forget(): void {
    Object.assign(this, this.anew());
  }

  anew(): Context {
    return contextOf(this.services, this.viewer, this.locale);
  }
}

/** Returns the token in an Authorization header. Throws TokenRefused when there is none. */
export function bearerToken(authorization: string): string {
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
  if (!token) throw new TokenRefused("the Authorization header is not of the form: Bearer TOKEN");
  return token;
}

/** The error for a request without a token. */
export const withoutToken = (): GraphQLError => unauthenticated("send an Authorization header with a bearer token");

/** The error for a request without a valid token. */
const unauthenticated = (why: string): GraphQLError =>
  new GraphQLError(`Sign in: ${why}.`, {
    extensions: {
      code: "UNAUTHENTICATED",
      http: { status: 401, headers: new HeaderMap([["www-authenticate", 'Bearer error="invalid_token"']]) },
    },
  });
