/** A LookFlex elsewhere, by its API. */
import type { CodePlan } from "@/lib/dashboards/code/schema";
import type { CodeServer } from "./code-server";

interface Envelope {
  status?: boolean;
  data?: unknown;
  error?: { message?: string; details?: { fields?: { path: string; message: string }[] } };
}

const envelopeOf = (body: string): Envelope => {
  try {
    return JSON.parse(body) as Envelope;
  } catch {
    return {};
  }
};

/** What an answer that is no success says, in a line. */
function refusal(url: URL, status: number, body: string): Error {
  const { error } = envelopeOf(body);
  const fields = error?.details?.fields?.map(({ path, message }) => `${path ? `${path}: ` : ""}${message}`);
  const why = fields && fields.length > 0 ? fields.join("; ") : error?.message;
  return new Error(why ?? `${url.origin} answered ${status}, which is no answer of LookFlex: check --url`);
}

/** @param address where people open it, with a path where it lies below one */
export function openApi(address: string, token: string): CodeServer {
  if (!/^https?:\/\//.test(address) || !URL.canParse(address))
    throw new Error(`--url ${address}: an address begins with https:// or http://`);
  const siteUrl = address.replace(/\/+$/, "");
  const call = async (path: string, body?: unknown, accept = "application/json"): Promise<string> => {
    const url = new URL(`${siteUrl}/api/v1${path}`);
    const response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        accept,
        // As the rest of the command line.
        "accept-language": "en",
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new Error(`${url.origin} can't be reached`, { cause });
    });
    const answer = await response.text();
    if (!response.ok) throw refusal(url, response.status, answer);
    return answer;
  };
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const answer = await call(path, body);
    const { status, data } = envelopeOf(answer);
    if (status !== true) throw refusal(new URL(siteUrl), 200, answer);
    return data as T;
  };
  return {
    siteUrl,
    list: async () => (await ask<{ slug: string }[]>("/dashboards")).map(({ slug }) => slug),
    read: (slug) => call(`/dashboards/${encodeURIComponent(slug)}`, undefined, "application/yaml"),
    plan: (input) => ask<CodePlan>("/code/plan", input),
    apply: (input) => ask<CodePlan>("/code/apply", input),
  };
}
