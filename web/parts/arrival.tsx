import { createContext, use, useCallback, useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";
import { useLocation } from "react-router";

/** Takes down which page is shown now; whether it was another before. */
const ArrivalContext = createContext<(page: string) => boolean>(() => false);

/** Remembers which page was shown last while the next is on its way. */
export function Arrivals({ children }: { children: ReactNode }) {
  const shown = useRef<string | null>(null);
  const arrive = useCallback((page: string) => {
    const last = shown.current;
    shown.current = page;
    return last !== null && last !== page;
  }, []);
  return <ArrivalContext value={arrive}>{children}</ArrivalContext>;
}

/** Who comes to another page by a link goes on at its title, as soon as that is there. */
export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const page = useLocation().pathname.replace(/\/migration$/, "");
  const arrive = use(ArrivalContext);
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (arrive(page)) title.current?.focus();
  }, [arrive, page]);
  return title;
}
