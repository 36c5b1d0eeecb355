import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { Outgoing } from "@/lib/define-route";
import { sendAnswer, takesGzip } from "@/lib/http/send-answer";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function ask(outgoing: Outgoing, accepted?: string) {
  server = createServer((message, response) => void sendAnswer(outgoing, message, response));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const headers = accepted === undefined ? {} : { "accept-encoding": accepted };
  const sent = request({ host: "127.0.0.1", port, headers }).end();
  const [response] = await once(sent, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const zipped = response.headers["content-encoding"] === "gzip";
  const text = (zipped ? gunzipSync(bytes) : bytes).toString();
  return { status: response.statusCode, headers: response.headers, zipped, text };
}

describe("takesGzip", () => {
  it.each([
    ["gzip", true],
    ["br;q=1, gzip;q=0.5", true],
    ["deflate, GZIP , br", true],
    ["*", true],
    ["gzip;q=0", false],
    ["gzip; q=0.0, br", false],
    ["br", false],
    ["x-gzip-like", false],
    ["", false],
    [undefined, false],
  ])("%s: %s", (accepted, expected) => expect(takesGzip(accepted)).toBe(expected));
});

describe("sendAnswer", () => {
  const long = JSON.stringify({ status: true, data: "닥터트루 ".repeat(500) });
  const envelope = (text: string): Outgoing => ({ status: 200, headers: {}, body: Buffer.from(text) });

  it("leaves alone what says that it may not be changed: a stream would be late", async () => {
    const of = async (control: string) => {
      const body = new Response("data: x\n\n", {
        headers: { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": control },
      });
      return (await ask({ status: 200, headers: {}, body }, "gzip")).zipped;
    };
    expect([await of("no-store, no-transform"), await of("no-store")]).toEqual([false, true]);
  });

  it("sends an envelope with its length, type and headers", async () => {
    const headers = { "Cache-Control": "no-store", "x-request-id": "r-1" };
    const { status, headers: got, text, zipped } = await ask({ ...envelope(long), status: 201, headers });
    expect([status, zipped, text]).toEqual([201, false, long]);
    expect(got).toMatchObject({
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(long)),
      "cache-control": "no-store",
      "x-request-id": "r-1",
      vary: "Accept-Encoding",
    });
  });

  it("compresses what is worth it for who takes it", async () => {
    const { zipped, text } = await ask(envelope(long), "gzip, deflate, br");
    expect([zipped, text]).toEqual([true, long]);
    expect((await ask(envelope("{}"), "gzip")).zipped).toBe(false);
  });

  it("sends a Response as it is, its own headers over the edge's", async () => {
    const own = { "Content-Type": "application/yaml; charset=utf-8", "Cache-Control": "private" };
    const body = new Response("slug: x\n", { status: 201, headers: own });
    const headers = { "Cache-Control": "no-store", "x-request-id": "r-2" };
    const plain = await ask({ status: 201, headers, body });
    expect([plain.status, plain.text]).toEqual([201, "slug: x\n"]);
    expect(plain.headers).toMatchObject({ "cache-control": "private", "x-request-id": "r-2" });
    const zipped = await ask(
      { status: 200, headers, body: new Response("a: 1\n", { headers: own }) },
      "gzip",
    );
    expect([zipped.zipped, zipped.text]).toEqual([true, "a: 1\n"]);
    const picture = new Response(new Uint8Array([1, 2]), { headers: { "Content-Type": "image/png" } });
    expect((await ask({ status: 200, headers, body: picture }, "gzip")).zipped).toBe(false);
    expect((await ask({ status: 204, headers, body: new Response(null, { status: 204 }) })).status).toBe(204);
  });
});
