import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it, test } from "vitest";
import { readBody, readIncoming } from "@/lib/http/read-body";

const read = (body: string) =>
  readBody(
    new Request("http://localhost:3000/", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    }),
  );

describe("readBody", () => {
  it("gives plain data", async () => {
    expect(await read('{"brand":["\\ub2e5\\ud130"],"a":1}')).toEqual({ brand: ["닥터"], a: 1 });
    expect(await read("")).toBeUndefined();
  });

  // A record drops this key silently: attributes for row rules would be replaced by none.
  it.each([
    ['{"attributes":{"__proto__":["x"]}}', "attributes.__proto__"],
    ['{"attributes":{"\\u005f_proto__":["x"]}}', "attributes.__proto__"],
    ['{"attributes":{"__\\u0070roto__":["x"]}}', "attributes.__proto__"],
    ['[{"__proto__":1}]', "0.__proto__"],
  ])("refuses %s", async (body, path) => {
    const fields = [{ path, key: "reservedName" }];
    await expect(read(body)).rejects.toMatchObject({ code: "INPUT_001", fields });
  });
});

test("a reader who had left before the body was read ends the reading", async () => {
  const message = new IncomingMessage(new Socket());
  const gone = new Error("gone");
  await expect(readIncoming(message, 10, AbortSignal.abort(gone))).rejects.toBe(gone);
});
