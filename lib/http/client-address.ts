import { BlockList, isIP } from "node:net";

const bare = (address: string) => {
  const trimmed = address.trim().replace(/^\[(.*)\](?::\d+)?$/, "$1");
  // Dual-stack sockets report IPv4 peers as ::ffff:192.0.2.1; proxies may append a port.
  const unmapped = trimmed.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
  return unmapped.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
};

function contains(ranges: readonly string[], address: string): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  const list = lists.get(ranges) ?? listOf(ranges);
  lists.set(ranges, list);
  return list.check(address, version === 6 ? "ipv6" : "ipv4");
}

/** The environment's one list is asked twice a request. */
const lists = new WeakMap<readonly string[], BlockList>();

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [base = "", bits] = range.split("/");
    const family = isIP(base) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(base, family);
    else list.addSubnet(base, Number(bits), family);
  }
  return list;
}

/** Whether the peer of a socket is one of the proxies (addresses or CIDR ranges) we believe. */
export const isTrustedProxy = (socketAddress: string, trusted: readonly string[]): boolean =>
  trusted.length > 0 && contains(trusted, bare(socketAddress));

/**
 * The address of whoever asks: the rightmost one that is no proxy of ours. Everything left of it can be forged.
 * @param socketAddress the peer of the TCP connection
 * @param forwardedFor the `X-Forwarded-For` header, if any
 * @param trusted addresses and CIDR ranges of our proxies; from others the header is not believed
 */
export function clientAddress(
  socketAddress: string,
  forwardedFor: string | undefined,
  trusted: readonly string[],
): string {
  let address = bare(socketAddress);
  const hops = (forwardedFor ?? "").split(",").map(bare);
  while (hops.length > 0 && isTrustedProxy(address, trusted)) {
    const previous = hops.pop() ?? "";
    if (isIP(previous) === 0) break;
    address = previous;
  }
  return address;
}
