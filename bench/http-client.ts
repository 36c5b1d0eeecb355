import { Agent, request } from "node:http";

/** Connections that are kept, to one server on this machine. */
export interface Client {
  /** The whole body. @throws Error for any status but 200 */
  send(method: "GET" | "POST" | "PUT", path: string, body: string | Buffer): Promise<Buffer>;
  close(): void;
}

export function openClient(port: number, connections: number, headers: Record<string, string> = {}): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send: Client["send"] = (method, path, body) =>
    new Promise((resolve, reject) => {
      const own = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      const options = { agent, host: "127.0.0.1", port, method, path, headers: { ...headers, ...own } };
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () => {
          const bytes = Buffer.concat(chunks);
          if (response.statusCode === 200) resolve(bytes);
          else reject(new Error(`${path}: ${response.statusCode} ${bytes.toString("utf8", 0, 500)}`));
        });
      });
      sent.once("error", reject);
      sent.end(body);
    });
  return { send, close: () => agent.destroy() };
}

/**
 * So many readers, each asking again as soon as it is answered, for a while.
 * @returns answers a second
 */
export async function answersPerSecond(
  readers: number,
  forMs: number,
  signal: AbortSignal,
  ask: (request: number) => Promise<unknown>,
): Promise<number> {
  const started = performance.now();
  let asked = 0;
  let answered = 0;
  const reader = async () => {
    while (performance.now() - started < forMs) {
      signal.throwIfAborted();
      await ask(asked++);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
  return (answered * 1000) / (performance.now() - started);
}
