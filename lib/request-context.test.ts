import { once } from "node:events";
import { createServer, get, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, describe, expect, it } from "vitest";

let contexts: typeof import("@/lib/request-context");
let server: Server | undefined;

beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    APP_SECRET: "test-secret-test-secret-test-secret-1234",
    TRUSTED_PROXIES: "127.0.0.2",
    LOG_LEVEL: "silent",
  });
  contexts = await import("@/lib/request-context");
  contexts.wrapHttpServers();
  contexts.wrapHttpServers();
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(handler: Parameters<typeof createServer>[1]): Promise<number> {
  server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** The proxies' side of the loopback: 127.0.0.2 is trusted, 127.0.0.1 is not. */
async function ask(port: number, localAddress: string, headers: Record<string, string>) {
  const options = { host: "127.0.0.1", port, path: "/invite/secret-token?x=1", localAddress, headers };
  const [response] = (await once(get(options), "response")) as [IncomingMessage];
  let body = "";
  for await (const chunk of response) body += chunk;
  return { response, seen: JSON.parse(body) };
}

describe("the request context", () => {
  it("reaches whatever the request runs, with an id of its own", async () => {
    const port = await serve(async (_, response) => {
      await new Promise(setImmediate);
      response.end(JSON.stringify(contexts.requestInfo()));
    });
    const [first, second] = await Promise.all([
      ask(port, "127.0.0.1", { "user-agent": "one" }),
      ask(port, "127.0.0.1", { "user-agent": "two" }),
    ]);
    expect(first.seen).toMatchObject({ userAgent: "one", method: "GET", path: "/invite/…" });
    expect(second.seen.userAgent).toBe("two");
    expect(first.seen.id).not.toBe(second.seen.id);
    expect(first.response.headers["x-request-id"]).toBe(first.seen.id);
    expect(first.response.headers["x-content-type-options"]).toBe("nosniff");
    expect(contexts.requestContext()).toBeUndefined();
  });

  it("believes a proxy of ours and nobody else", async () => {
    const port = await serve((_, response) => response.end(JSON.stringify(contexts.requestInfo())));
    const forged = { "x-forwarded-for": "203.0.113.7", "x-request-id": "forged-request-id" };
    const stranger = await ask(port, "127.0.0.1", forged);
    expect(stranger.seen.ip).toBe("127.0.0.1");
    expect(stranger.seen.id).not.toBe("forged-request-id");
    const proxy = await ask(port, "127.0.0.2", { ...forged, "x-forwarded-for": "1.1.1.1, 203.0.113.7" });
    expect(proxy.seen).toMatchObject({ ip: "203.0.113.7", id: "forged-request-id" });
    for (const given of ["", "short", "no good: spaces"]) {
      const headers: Record<string, string> = given ? { "x-request-id": given } : {};
      const { seen } = await ask(port, "127.0.0.2", headers);
      expect(seen.id).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    }
  });

  it("answers itself what no handler can serve", async () => {
    let asked = 0;
    const port = await serve((_, response) => {
      asked += 1;
      response.end();
    });
    const raw = async (method: string, path: string) => {
      const sent = request({ host: "127.0.0.1", port, method, path }).end();
      const [response] = (await once(sent, "response")) as [IncomingMessage];
      let body = "";
      for await (const chunk of response) body += chunk;
      return { status: response.statusCode, headers: response.headers, body };
    };
    const undecodable = await raw("GET", "/api/v1/users/%ed%a0%80");
    expect(undecodable.status).toBe(400);
    expect(JSON.parse(undecodable.body)).toMatchObject({ status: false, error: { code: "INPUT_001" } });
    expect(undecodable.headers).toMatchObject({ "x-content-type-options": "nosniff" });
    expect((await raw("GET", "http://evil.example/d/x")).headers.location).toBeUndefined();
    const traced = await raw("TRACE", "/");
    expect([traced.status, traced.body]).toEqual([405, ""]);
    expect(traced.headers.allow).toContain("DELETE");
    expect(asked).toBe(0);
    expect((await raw("GET", "/x")).status).toBe(200);
    expect(asked).toBe(1);
  });

  it("signals when the reader leaves, not when the answer is complete", async () => {
    let signal: AbortSignal | undefined;
    const port = await serve((_, response) => {
      signal = contexts.requestContext()?.signal;
      response.flushHeaders();
    });
    const leaving = get({ host: "127.0.0.1", port });
    await once(leaving, "response");
    const aborted = once(signal as AbortSignal, "abort");
    leaving.destroy();
    await aborted;
    expect(signal?.aborted).toBe(true);

    let closed: Promise<unknown> | undefined;
    const other = await serve((_, response) => {
      signal = contexts.requestContext()?.signal;
      closed = once(response, "close");
      response.end("{}");
    });
    await ask(other, "127.0.0.1", {});
    await closed;
    expect(signal?.aborted).toBe(false);
  });
});
