const local = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Whether pages of the origin may read: those of this machine, under a local name or that of the simulator's URL. */
export function mayRead(origin: string | undefined, url: string): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  return local.test(origin) || new URL(origin).hostname === new URL(url).hostname;
}
