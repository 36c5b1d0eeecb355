import { forbidden } from "next/navigation";

/** Where the middleware sends whoever may not enter an area: the address stays, the answer is a real 403. */
export default function RefusedPage(): never {
  forbidden();
}
