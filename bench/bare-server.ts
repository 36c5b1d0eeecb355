/**
 * What Node's HTTP server can do at all, in a process of its own: gives back bytes it was given, or the lines of the floor's
 * statement as JSON. Nobody signs in, nothing is checked. Ends with its parent.
 */
import { createServer, type ServerResponse } from "node:http";
import { openFloor } from "./floor";
import { QUESTIONS } from "./questions";

const floor = openFloor(process.env.DATABASE_READER_URL ?? "");
const stored = new Map<string, Buffer>();

function answer(response: ServerResponse, body: Buffer | string): void {
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  response.writeHead(200, headers).end(body);
}

async function serve(method: string, path: string, body: Buffer, response: ServerResponse): Promise<void> {
  if (method === "PUT") {
    stored.set(path, body);
    return answer(response, "");
  }
  const bytes = stored.get(path);
  if (bytes) return answer(response, bytes);
  const question = QUESTIONS.find(({ id }) => path === `/ask/${id}`);
  if (!question) throw new Error(`nothing at ${path}`);
  answer(response, JSON.stringify(await floor.ask(question, JSON.parse(body.toString()))));
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.once("end", () => {
    serve(request.method ?? "", request.url ?? "", Buffer.concat(chunks), response).catch((error) =>
      response.writeHead(500).end(String(error)),
    );
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : 0 });
});
process.once("disconnect", () => process.exit());
