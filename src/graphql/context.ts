import type { Locale } from "../messages/locale";
import type { Services } from "../services";
import type { Access } from "../viewer/access";
import type { Viewer } from "../viewer/viewer";
import type { Loaders } from "./loaders";

/** What a request carries: the viewer, the language, and loaders that live only as long as the request. */
export interface Context {
  readonly services: Services;
  readonly viewer: Viewer;
  readonly locale: Locale;
  readonly access: Access;
  readonly loaders: Loaders;
  /** Discards what was read, because it has changed since. */
  forget(): void;
  /** Returns a new context for the same viewer, with nothing read yet. */
  anew(): Context;
}
