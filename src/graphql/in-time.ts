/** Returns the answer, or null if it takes longer than that; what it does goes on. */
export async function inTime<T>(answer: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms).unref()));
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
