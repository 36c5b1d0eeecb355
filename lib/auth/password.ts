import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { inHashingLine } from "@/lib/auth/hashing-line";

// The package's default algorithm is argon2id; its enum can't be used with isolated modules.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash nobody's password fits, at the same cost: verifying against it takes the time of a real one. */
export const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$K2zQrkXHqOqeqsJ27NBRog$inMq0LPEeCLq5RQby5dLuvYm78GpAiFSgIIiU/U8Xv4";

/** One text, one password: a Korean keyboard may send composed or decomposed letters. */
const normal = (password: string) => password.normalize("NFKC");

/** An argon2id hash as a PHC string. @throws AppError RATE_001 when too many wait to hash */
export const hashPassword = (password: string): Promise<string> =>
  inHashingLine(() => hash(normal(password), COST));

/**
 * Whether the password fits. Takes as long for somebody without one (null), who never fits.
 * @throws AppError RATE_001 when too many wait to hash
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const fits = await inHashingLine(() => verify(passwordHash ?? NOBODYS_HASH, normal(password)));
  return fits && passwordHash !== null;
}
