import { NotFoundPage } from "@/components/layout/missing-pages";

export default function NotFound() {
  return <NotFoundPage />;
}
