"use server";
import { defineAction } from "@/lib/define-action";
import { createFolder } from "@/lib/folders/create-folder";
import { deleteFolder } from "@/lib/folders/delete-folder";
import { FolderChange, FolderDeletion, NewFolder } from "@/lib/folders/schema";
import { updateFolder } from "@/lib/folders/update-folder";

export const createFolderAction = defineAction(NewFolder, createFolder);

export const updateFolderAction = defineAction(FolderChange, updateFolder);

export const deleteFolderAction = defineAction(FolderDeletion, deleteFolder);
