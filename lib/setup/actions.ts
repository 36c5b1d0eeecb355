"use server";
import { definePublicAction } from "@/lib/define-action";
import { requestInfo } from "@/lib/request-context";
import { completeSetup } from "@/lib/setup/complete-setup";
import { Setup } from "@/lib/setup/schema";

/** Sets no cookie: the page, which is gone from now on, must stay to show the auditor's link. */
export const completeSetupAction = definePublicAction(Setup, (input) => completeSetup(input, requestInfo()));
