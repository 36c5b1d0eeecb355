import NextAuth from "next-auth";
import { type AuthTrouble, authOptions } from "@/lib/auth/options";
import { defineRoute } from "@/lib/define-route";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";

type Context = { params: Promise<{ nextauth: string[] }> };
const MAX_BODY_BYTES = 16_384;

async function handle(request: Request, context: Context): Promise<Response> {
  // next-auth finds out where it lives by this variable alone; it must not believe X-Forwarded-Host.
  process.env.NEXTAUTH_URL = env().siteUrl;
  const [action] = (await context.params).nextauth;
  // Anybody could write into our log by it.
  if (action === "_log") throw notFound("address");
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES)
    throw new AppError("FILE_001", { values: { limit: "16 KB" } });
  const trouble: AuthTrouble = {};
  const answer: (request: Request, context: Context) => Promise<Response> = NextAuth(authOptions(trouble));
  const response = await answer(request, context);
  if (trouble.outage !== undefined) throw trouble.outage;
  if (trouble.refused?.code === "RATE_001") throw trouble.refused;
  return response;
}

const route = (request: Request, context: Context) =>
  defineRoute({ public: true }, () => handle(request, context))(request, context);

export const GET = route;
export const POST = route;
