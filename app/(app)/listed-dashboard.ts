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
  /** ISO 8601. */
  updatedAt: string;
  /** When the viewer last opened it, ISO 8601; null when that is long ago or never was. */
  visitedAt: string | null;
}
