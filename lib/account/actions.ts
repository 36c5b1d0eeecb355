"use server";
import { cookies } from "next/headers";
import { changePassword } from "@/lib/account/change-password";
import { preferenceCookies } from "@/lib/account/preference-cookies";
import { AccountChange, PasswordChange } from "@/lib/account/schema";
import { updateAccount } from "@/lib/account/update-account";
import { defineAction } from "@/lib/define-action";
import { LOCALE_COOKIE } from "@/lib/i18n/locales";

/** Changes one's own account; language and theme reach this browser's cookies with the answer. */
export const updateAccountAction = defineAction(AccountChange, async (viewer, change) => {
  const account = await updateAccount(viewer, change);
  const jar = await cookies();
  for (const cookie of preferenceCookies(change)) jar.set(cookie);
  if (change.locale === null) jar.delete(LOCALE_COOKIE);
  const { name, locale, timezone, theme, numberStyle, weekStart } = account;
  return { name, locale, timezone, theme, numberStyle, weekStart };
});

export const changePasswordAction = defineAction(PasswordChange, changePassword);
