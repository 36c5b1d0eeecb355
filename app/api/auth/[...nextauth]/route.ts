import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { z } from "zod";
import { signInPreferences } from "@/lib/account/preference-cookies";
import { type AuthTrouble, authOptions } from "@/lib/auth/options";
import { sessionMaxAge } from "@/lib/auth/session-cookie";
import { defineRoute } from "@/lib/define-route";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { parseJson, readText } from "@/lib/http/read-body";
import { parseInput } from "@/lib/parse-input";

type Context = { params: Promise<{ nextauth: string[] }> };
const MAX_BODY_BYTES = 16_384;
/** What next-auth itself reads without looking what it is. */
const AuthBody = z.looseObject({ callbackUrl: z.string().optional() });

/** next-auth's other addresses belong to providers we have not, fail when they are called, or write into our log. */
const isServed = (method: string, action: string) =>
  method === "POST"
    ? /^(callback\/credentials|signin(\/credentials)?|signout|session)$/.test(action)
    : /^(csrf|session|providers|signin(\/credentials)?|signout|error|verify-request)$/.test(action);

/** next-auth reads bodies of any length and fails on broken ones as if the fault were ours: it is handed what was read here. */
async function withCheckedBody(request: Request): Promise<Request> {
  const { url, method, headers } = request;
  const body = await readText(request, MAX_BODY_BYTES);
  if (headers.get("content-type")?.includes("application/json")) parseInput(AuthBody, parseJson(body));
  return new NextRequest(url, { method, headers, body });
}

async function handle(request: Request, context: Context): Promise<Response> {
  // next-auth finds out where it lives by this variable alone; it must not believe X-Forwarded-Host.
  process.env.NEXTAUTH_URL = env().siteUrl;
  const { nextauth } = await context.params;
  if (!isServed(request.method, nextauth.join("/"))) throw notFound("address");
  const checked = request.method === "POST" ? await withCheckedBody(request) : request;
  const trouble: AuthTrouble = {};
  const answer: (request: Request, context: Context) => Promise<Response> = NextAuth(
    authOptions(trouble, await sessionMaxAge()),
  );
  const response = await answer(checked, context);
  if (trouble.outage !== undefined) throw trouble.outage;
  if (trouble.refused?.code === "RATE_001") throw trouble.refused;
  if (trouble.signedIn)
    for (const cookie of await signInPreferences(trouble.signedIn))
      response.headers.append("Set-Cookie", cookie);
  return response;
}

const route = (request: Request, context: Context) =>
  defineRoute({ public: true }, () => handle(request, context))(request, context);

export const GET = route;
export const POST = route;
