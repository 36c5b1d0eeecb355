import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { composeMail } from "@/lib/mail/compose-mail";
import { type MailBrand, mailBrand } from "@/lib/mail/mail-brand";
import { mailConfigured } from "@/lib/mail/mail-configured";
import { closeMail, inBackground, mailSettled, sendMail } from "@/lib/mail/send-mail";
import { lastSettings } from "@/lib/settings/get-settings";
import { contrast, parseHex } from "@/lib/table/color";
import { type MailServer, mailServer } from "@/tests/mail-server";

let server: MailServer;
beforeAll(async () => {
  server = await mailServer();
  Object.assign(process.env, {
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    APP_SECRET: "test-secret-test-secret-test-secret-1234",
    SMTP_URL: server.url,
    MAIL_FROM: "LookFlex <lookflex@example.com>",
  });
});
afterEach(() => server.refuseWith(null));
afterAll(async () => {
  await closeMail();
  await server.close();
});

const brand: MailBrand = { name: "룩플렉스", logo: null, accent: "#1a5ea0", onAccent: "#fbfcfe" };
const url = "https://bi.example.com/invite/abc_DEF-123";
const hex = (text: string) => parseHex(text) ?? ([0, 0, 0] as const);
const invitation = (to: string, locale: "en" | "ko", inviter = "김서연") =>
  composeMail({
    to,
    locale,
    kind: "invitation",
    brand,
    values: { inviter, site: "bi.example.com", hours: 72 },
    url,
  });

describe("mail", () => {
  it("arrives at a real SMTP server in both languages, as text and HTML", async () => {
    expect(mailConfigured()).toBe(true);
    expect(await sendMail(invitation("minsu@example.com", "ko"))).toBe(true);
    expect(await sendMail(invitation("jane@example.com", "en"))).toBe(true);
    const [korean, english] = server.mails;
    expect(korean).toMatchObject({ from: "lookflex@example.com", to: ["minsu@example.com"] });
    expect(korean?.text).toContain("김서연");
    expect(korean?.text).toContain("초대");
    expect(english?.text).toContain("invited you");
    for (const mail of [korean, english]) {
      expect(mail?.text.split(/\s+/)).toContain(url);
      expect(mail?.html).toContain(`href="${url}"`);
      expect(mail?.headers).toMatch(/^Auto-Submitted: auto-generated/m);
    }
  });

  it("goes to one address, whatever commas and brackets it holds", async () => {
    server.mails.length = 0;
    await sendMail(invitation("first,second@example.com", "en"));
    expect(server.mails.flatMap(({ to }) => to)).toHaveLength(1);
  });

  it("shows what people typed as text: no markup, no header, no line of their own", async () => {
    server.mails.length = 0;
    const inviter = '<img src=x onerror="alert(1)">\r\nBcc: evil@example.com';
    await sendMail(invitation("jane@example.com", "en", inviter));
    const [mail] = server.mails;
    expect(mail?.html).not.toContain("<img");
    expect(mail?.html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(mail?.headers).not.toMatch(/^Bcc/im);
    expect(mail?.to).toEqual(["jane@example.com"]);
  });

  it("carries the workspace's name, logo and colour, as text and never as markup", () => {
    const settings = {
      ...lastSettings(),
      name: `<b>"Acme"</b>`,
      accent: "#ffd400",
      images: { logo: `/api/brand/${"a".repeat(64)}`, logo_dark: null, favicon: null },
    };
    const look = mailBrand(settings);
    const values = { email: "a@example.com", site: "bi.example.com", minutes: 60 };
    const mail = composeMail({
      to: "a@example.com",
      locale: "en",
      kind: "passwordChanged",
      brand: look,
      values,
    });
    expect(mail.subject).toBe(`Your <b>"Acme"</b> password was changed`);
    expect(mail.text).toContain(`<b>"Acme"</b>`);
    expect(mail.html).not.toContain("<b>");
    expect(mail.html).toContain("&lt;b&gt;&quot;Acme&quot;&lt;/b&gt;");
    expect(mail.html).toContain(`<img src="${env().siteUrl}/api/brand/${"a".repeat(64)}"`);
    const invited = composeMail({
      to: "a@example.com",
      locale: "ko",
      kind: "reset",
      brand: look,
      values,
      url,
    });
    expect(invited.html).toContain(`background:${look.accent};color:${look.onAccent}`);
    expect(contrast(hex(look.accent), hex(look.onAccent))).toBeGreaterThanOrEqual(4.5);
    expect(mailBrand({ ...settings, accent: null }).accent).toBe("#1a5ea0");
  });

  it("says false when the server refuses or is gone, and logs no address", async () => {
    const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
    server.refuseWith(550);
    expect(await sendMail(invitation("jane@example.com", "en"))).toBe(false);
    env().smtpUrl = "smtp://user:hunter2@127.0.0.1:1";
    expect(await sendMail(invitation("jane@example.com", "en"))).toBe(false);
    env().smtpUrl = server.url;
    expect(logged).toHaveBeenCalledTimes(2);
    expect(JSON.stringify(logged.mock.calls)).not.toMatch(/jane|hunter2/);
    logged.mockRestore();
  });

  it("is waited for at shutdown when nobody else does", async () => {
    server.mails.length = 0;
    inBackground(() => sendMail(invitation("late@example.com", "en")));
    await mailSettled();
    expect(server.mails).toHaveLength(1);
  });
});
