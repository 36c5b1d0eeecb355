import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { addFavorite } from "@/lib/favorites/add-favorite";
import { removeFavorite } from "@/lib/favorites/remove-favorite";

const params = z.object({ slug: z.string() });

export const PUT = defineRoute({ needs: "favorite.write", params }, async ({ viewer, params: { slug } }) => {
  await addFavorite(viewer, slug);
  return { slug, favorite: true };
});

export const DELETE = defineRoute(
  { needs: "favorite.write", params },
  async ({ viewer, params: { slug } }) => {
    await removeFavorite(viewer, slug);
  },
);
