"use server";
import { z } from "zod";
import { Slug } from "@/lib/dashboards/schema";
import { defineAction } from "@/lib/define-action";
import { addFavorite } from "@/lib/favorites/add-favorite";
import { removeFavorite } from "@/lib/favorites/remove-favorite";

/** Marks or unmarks a favourite; answers what it is now. */
export const setFavorite = defineAction(
  z.object({ slug: Slug, favorite: z.boolean() }),
  async (viewer, { slug, favorite }) => {
    await (favorite ? addFavorite : removeFavorite)(viewer, slug);
    return { favorite };
  },
);
