/** A real SMTP server on this machine, for tests: takes every mail and keeps it. */
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers as sent. */
  headers: string;
  text: string;
  html: string;
}

export interface MailServer {
  url: string;
  mails: ReceivedMail[];
  /** Answers every receiver with this SMTP code from now on; null takes all again. */
  refuseWith(code: number | null): void;
  close(): Promise<void>;
}

function decodeBody(part: string): string {
  const end = part.indexOf("\r\n\r\n");
  const head = part.slice(0, end);
  const body = part.slice(end + 4);
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, "base64").toString("utf8");
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function parseMail(raw: string, from: string, to: string[]): ReceivedMail {
  const headers = raw.slice(0, raw.indexOf("\r\n\r\n"));
  const boundary = /boundary="([^"]+)"/.exec(headers)?.[1] ?? "";
  const parts = raw.split(`--${boundary}`);
  const bodyOf = (type: string) => {
    const part = parts.find((found) => found.startsWith(`\r\nContent-Type: ${type}`));
    return part ? decodeBody(part) : "";
  };
  return { from, to, headers, text: bodyOf("text/plain"), html: bodyOf("text/html") };
}

export async function mailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onRcptTo(_, __, done) {
      done(refusal === null ? null : Object.assign(new Error("refused"), { responseCode: refusal }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const raw = Buffer.concat(chunks).toString("latin1");
        mails.push(
          parseMail(
            raw,
            mailFrom ? mailFrom.address : "",
            rcptTo.map(({ address }) => address),
          ),
        );
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("the mail server has no port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    refuseWith: (code) => {
      refusal = code;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
