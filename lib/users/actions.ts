"use server";
import { defineAction } from "@/lib/define-action";
import { deleteUser } from "@/lib/users/delete-user";
import { UserChange, UserDeletion } from "@/lib/users/schema";
import { updateUser } from "@/lib/users/update-user";

export const updateUserAction = defineAction(UserChange, updateUser);

export const deleteUserAction = defineAction(UserDeletion, deleteUser);
