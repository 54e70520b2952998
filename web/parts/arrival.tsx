import { createContext, use, useCallback, useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";
import { useLocation } from "react-router";

/** Records the page that is shown now and returns whether another was shown before. */
const ArrivalContext = createContext<(page: string) => boolean>(() => false);

/** Remembers the last page while the next one loads. */
export function Arrivals({ children }: { children: ReactNode }) {
  const shown = useRef<string | null>(null);
  const arrive = useCallback((page: string) => {
    const last = shown.current;
    shown.current = page;
    return last !== null && last !== page;
  }, []);
  return <ArrivalContext value={arrive}>{children}</ArrivalContext>;
}

/** Returns a ref to a page's title, which gets the focus when the person comes from another page. */
export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const page = useLocation().pathname.replace(/\/migration$/, "");
  const arrive = use(ArrivalContext);
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (arrive(page)) title.current?.focus();
  }, [arrive, page]);
  return title;
}
