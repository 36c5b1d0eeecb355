import { createServer } from "node:net";

/** Ends with one line when PORT is wrong or taken. Before the install, which takes a minute, and without packages. */
export async function assertPort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    console.error("PORT must be a whole number from 1 to 65535");
    process.exit(1);
  }
  const fault = await new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(error.code));
    probe.listen({ host: "0.0.0.0", port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
  if (fault === null) return;
  const why = fault === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${fault})`;
  console.error(
    `PORT ${port} ${why}: stop that one, or choose another, such as PORT=${port + 1} npm run demo`,
  );
  process.exit(1);
}
