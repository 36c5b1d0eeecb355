"use server";
import { definePublicAction } from "@/lib/define-action";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";
import { resetPassword } from "@/lib/passwords/reset-password";
import { NewPassword, ResetRequest } from "@/lib/passwords/schema";
import { requestInfo } from "@/lib/request-context";

export const requestPasswordResetAction = definePublicAction(ResetRequest, (input) =>
  requestPasswordReset(input, requestInfo()),
);

export const resetPasswordAction = definePublicAction(NewPassword, (input) =>
  resetPassword(input, requestInfo()),
);
