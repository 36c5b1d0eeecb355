import { createServer } from "node:net";

/** @throws Error of one line when the port can't be listened on. Cheap: ask before anything slow. */
export function assertPortFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const why =
        error.code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${error.code})`;
      reject(new Error(`PORT ${port} ${why}: stop that one, or choose another, such as PORT=${port + 1}`));
    });
    probe.listen({ host: "0.0.0.0", port, exclusive: true }, () => probe.close(() => resolve()));
  });
}
