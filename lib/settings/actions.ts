"use server";
import { defineAction } from "@/lib/define-action";
import { SettingsChange } from "@/lib/settings/schema";
import { updateSettings } from "@/lib/settings/update-settings";

export const updateSettingsAction = defineAction(SettingsChange, updateSettings);
