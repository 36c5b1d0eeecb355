/** Aborted by the first SIGINT, SIGTERM or SIGHUP; npm and the terminal may both send one, so the rest are ignored. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stop.abort());
  return stop.signal;
}

/** Settles when the signal fires. */
export const aborted = (signal: AbortSignal) =>
  new Promise<"signal">((resolve) => {
    if (signal.aborted) resolve("signal");
    else signal.addEventListener("abort", () => resolve("signal"), { once: true });
  });
