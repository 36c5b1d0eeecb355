import { describe, expect, it } from "vitest";
import { clientAddress } from "@/lib/http/client-address";

const trusted = ["10.0.0.0/8", "192.0.2.7", "fd00::/8"];

describe("clientAddress", () => {
  it.each([
    ["no header", "203.0.113.9", undefined, "203.0.113.9"],
    ["a header from a stranger is not believed", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["a proxy's own header is", "10.1.2.3", "198.51.100.1", "198.51.100.1"],
    [
      "what the client forged stands left of what the proxy added",
      "10.1.2.3",
      "1.1.1.1, 198.51.100.1",
      "198.51.100.1",
    ],
    [
      "a forged trusted address does not end the walk early",
      "10.1.2.3",
      "1.1.1.1, 10.9.9.9, 198.51.100.1",
      "198.51.100.1",
    ],
    ["two proxies of ours", "10.1.2.3", "198.51.100.1, 192.0.2.7", "198.51.100.1"],
    ["only proxies: the leftmost is the nearest to the client", "10.1.2.3", "10.4.4.4", "10.4.4.4"],
    ["rubbish ends the walk", "10.1.2.3", "198.51.100.1, nonsense", "10.1.2.3"],
    ["an empty header", "10.1.2.3", "", "10.1.2.3"],
    ["an IPv4 peer on a dual-stack socket", "::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1"],
    ["an IPv6 proxy", "fd00::1", "2001:db8::5", "2001:db8::5"],
    ["ports and brackets", "10.1.2.3", "[2001:db8::5]:4711, 10.0.0.1:80", "2001:db8::5"],
  ])("%s", (_, socket, header, expected) => {
    expect(clientAddress(socket, header, trusted)).toBe(expected);
  });

  it("believes nobody when there are no proxies", () => {
    expect(clientAddress("127.0.0.1", "198.51.100.1", [])).toBe("127.0.0.1");
  });
});
