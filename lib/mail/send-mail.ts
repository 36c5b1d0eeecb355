import "server-only";
import { createTransport } from "nodemailer";
import { describeError } from "@/lib/describe-error";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** One mail, composed: see {@link composeMail}. */
export interface Mail {
  /** A single address, never a list. */
  to: string;
  subject: string;
  text: string;
  html: string;
}

const openTransport = (url: string) => {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "smtps:";
  return createTransport({
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    // A password must never cross the wire in clear text; a relay without one may lack TLS.
    requireTLS: Boolean(username) && !secure && !isLoopback(hostname),
    pool: true,
    maxConnections: 3,
    maxMessages: 100,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
};

const isLoopback = (host: string) => ["localhost", "127.0.0.1", "[::1]"].includes(host);

interface Store {
  lookflexMail?: { url: string; transport: ReturnType<typeof openTransport> };
  /** Mails under way that nobody waits for. */
  lookflexMailUnderWay?: Set<Promise<unknown>>;
}
const store = globalThis as typeof globalThis & Store;

function transport(url: string) {
  if (store.lookflexMail?.url !== url) {
    store.lookflexMail?.transport.close();
    store.lookflexMail = { url, transport: openTransport(url) };
  }
  return store.lookflexMail.transport;
}

/**
 * Hands one mail to the SMTP server of `SMTP_URL`.
 * @returns whether the server took it; why not is in the process's log, without the address or the server's credentials
 */
export async function sendMail({ to, subject, text, html }: Mail): Promise<boolean> {
  const { smtpUrl, mailFrom } = env();
  if (!smtpUrl || !mailFrom) return false;
  try {
    await transport(smtpUrl).sendMail({
      from: mailFrom,
      // As an object it is one address, whatever commas it holds.
      to: { name: "", address: to },
      subject,
      text,
      html,
      headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    });
    return true;
  } catch (error) {
    // The server's own words may repeat the address.
    const { code } = describeError(error);
    log.error({ code: code ?? "unknown" }, "a mail could not be sent");
    return false;
  }
}

/** Does `work` without keeping the caller waiting: how long it takes must tell a stranger nothing. Failures are logged. */
export function inBackground(work: () => Promise<unknown>): void {
  store.lookflexMailUnderWay ??= new Set();
  const underWay = store.lookflexMailUnderWay;
  const done = work()
    .catch((err) => log.error({ err }, "work behind a mail failed"))
    .finally(() => underWay.delete(done));
  underWay.add(done);
}

/** Resolves when nothing started by {@link inBackground} is under way. */
export async function mailSettled(): Promise<void> {
  while (store.lookflexMailUnderWay?.size) await Promise.all(store.lookflexMailUnderWay);
}

/** Lets what is under way end, then closes the connections. For shutdown and tests. */
export async function closeMail(): Promise<void> {
  await mailSettled();
  store.lookflexMail?.transport.close();
  delete store.lookflexMail;
}
