import { ForbiddenPage } from "@/components/layout/missing-pages";

export default function Forbidden() {
  return <ForbiddenPage />;
}
