"use server";
import { z } from "zod";
import { defineAction } from "@/lib/define-action";
import { createToken } from "@/lib/tokens/create-token";
import { deleteToken } from "@/lib/tokens/delete-token";
import { revokeUserToken } from "@/lib/tokens/revoke-user-token";
import { rotateToken } from "@/lib/tokens/rotate-token";
import { NewToken, TokenRotation } from "@/lib/tokens/schema";

export const createTokenAction = defineAction(NewToken, createToken);

export const rotateTokenAction = defineAction(TokenRotation, rotateToken);

export const deleteTokenAction = defineAction(z.object({ id: z.uuid() }), deleteToken);

export const revokeUserTokenAction = defineAction(z.object({ id: z.uuid() }), revokeUserToken);
