/** A dashboard as the home page lists it. */
export interface ListedDashboard {
  slug: string;
  name: string;
  description: string | null;
  /** Null for those that came with a pack or whose owner left. */
  ownerName: string | null;
  isPublic: boolean;
  /** Whether groups or people beside the owner may open it. */
  isShared: boolean;
  isFavorite: boolean;
  /** Whether the viewer may change it, and so where it is kept. */
  canEdit: boolean;
  folderId: string | null;
  /** Its folder's path; null: in none. */
  folder: string | null;
  tags: readonly string[];
  /** What it is found by. */
  words: string;
  /** ISO 8601. */
  updatedAt: string;
  /** When the viewer last opened it, ISO 8601; null when that is long ago or never was. */
  visitedAt: string | null;
}
