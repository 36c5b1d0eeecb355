import { hash, randomBytes } from "node:crypto";

/** SHA-256 in hex: all that is kept of a secret with 256 bits of its own randomness. */
export const hashSecret = (secret: string): string => hash("sha256", secret, "hex");

/** 43 characters safe in a URL, 256 random bits. */
export const randomSecret = (): string => randomBytes(32).toString("base64url");

/** An API token: `lf_` and 43 characters. */
export const newApiToken = (): string => `lf_${randomSecret()}`;
