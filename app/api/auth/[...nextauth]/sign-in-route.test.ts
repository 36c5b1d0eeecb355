import { beforeAll, describe, expect, it } from "vitest";

let GET: typeof import("./route").GET;
let POST: typeof import("./route").POST;
beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    APP_SECRET: "test-secret-test-secret-test-secret-1234",
    LOG_LEVEL: "silent",
  });
  ({ GET, POST } = await import("./route"));
});

async function post(type: string, body: BodyInit) {
  const request = new Request("http://localhost:3000/api/auth/callback/credentials", {
    method: "POST",
    headers: { host: "localhost:3000", "content-type": type },
    body,
    duplex: "half",
  } as RequestInit);
  const response = await POST(request, {
    params: Promise.resolve({ nextauth: ["callback", "credentials"] }),
  });
  return { status: response.status, code: (await response.json()).error.code };
}

describe("sign-in's route", () => {
  it.each(["", "{", "null", '"x"', "[]", '{"callbackUrl":["x"]}', '{"callbackUrl":{}}'])(
    "calls the body %j what it is",
    async (body) => {
      expect(await post("application/json", body)).toEqual({ status: 400, code: "INPUT_001" });
    },
  );

  it.each([
    ["GET", "callback/credentials"],
    ["GET", "callback/google"],
    ["POST", "callback"],
    ["POST", "callback/google"],
    ["POST", "csrf"],
    ["POST", "_log"],
    ["GET", "x/y"],
  ])("has no %s %s", async (method, action) => {
    const request = new Request(`http://localhost:3000/api/auth/${action}`, {
      method,
      headers: { host: "localhost:3000" },
    });
    const params = Promise.resolve({ nextauth: action.split("/") });
    const answer = await (method === "GET" ? GET : POST)(request, { params });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: "NOT_FOUND" } });
  });

  it("reads no more than it needs, also where no length is told", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new TextEncoder().encode("a=".padEnd(1024, "x")));
      },
    });
    expect(await post("application/x-www-form-urlencoded", endless)).toEqual({
      status: 413,
      code: "FILE_001",
    });
    expect(sent).toBeLessThan(100);
  });
});
