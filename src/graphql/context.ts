import type { Locale } from "../messages/locale";
import type { Services } from "../services";
import type { Access } from "../viewer/access";
import type { Viewer } from "../viewer/viewer";
import type { Loaders } from "./loaders";

/** What a request carries: who asks, in which language, and loaders that live no longer than it does. */
export interface Context {
  readonly services: Services;
  readonly viewer: Viewer;
  readonly locale: Locale;
  readonly access: Access;
  readonly loaders: Loaders;
  /** Forgets what was read, since it has been changed. */
  forget(): void;
  /** The same viewer asking again: knows nothing of what was read before. */
  anew(): Context;
}
