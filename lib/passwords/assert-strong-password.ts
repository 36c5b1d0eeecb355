import "server-only";
import { AppError } from "@/lib/errors";
import { type PasswordFault, passwordFault } from "@/lib/passwords/password-fault";
import { getSettings } from "@/lib/settings/get-settings";

/** Whom a password is for: what others know of them must not be in it. */
export interface PasswordOwner {
  name: string;
  email: string;
}

const KEYS: Record<PasswordFault, string> = {
  own: "passwordOwn",
  common: "passwordCommon",
  pattern: "passwordPattern",
  weak: "passwordWeak",
};

/**
 * Refuses a password that guessing programs try early, or that holds its owner's name or address. Its length is the
 * schema's matter. Costs some milliseconds: check whatever permits the change first.
 * @param path the input's field
 * @throws AppError INPUT_001 on that field, saying what is wrong with it
 */
export async function assertStrongPassword(
  password: string,
  owner: PasswordOwner,
  path = "password",
): Promise<void> {
  const { name: workspace } = await getSettings();
  const fault = await passwordFault(password, owner, workspace);
  if (fault) throw new AppError("INPUT_001", { fields: [{ path, key: KEYS[fault] }] });
}
