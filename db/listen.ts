import "server-only";
import postgres from "postgres";
import { env } from "@/lib/env";

/** A connection of its own that hears one channel. */
export interface Listener {
  /** For questions on the same connection: what they find and what is heard come in the database's order. */
  sql: postgres.Sql;
  /** False once it is lost: a question would then open another connection, one that hears nothing. */
  isOpen(): boolean;
  /** Ends the connection; `onLost` is not called for it. */
  close(): Promise<void>;
}

interface Heard {
  onMessage(payload: string): void;
  /** Once, when the connection is gone. */
  onLost(): void;
}

/**
 * Listens as the serving role. The driver's own `listen` says nothing of a connection that was lost and comes back with what was
 * sent meanwhile unheard; here the caller is told.
 * @throws what connecting throws
 */
export async function openListener(channel: string, { onMessage, onLost }: Heard): Promise<Listener> {
  let open = false;
  const lost = () => {
    if (!open) return;
    open = false;
    onLost();
  };
  // `onnotify` is what the driver's own `listen` is made of; its types leave it out.
  const options = {
    max: 1,
    connect_timeout: 10,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: `lookflex ${channel}` },
    onnotify: (_channel: string, payload: string) => onMessage(payload),
    onclose: lost,
  };
  const sql = postgres(env().databaseUrl, options);
  const close = async () => {
    open = false;
    await sql.end({ timeout: 1 });
  };
  try {
    await sql.unsafe(`listen ${channel}`);
  } catch (error) {
    await close();
    throw error;
  }
  open = true;
  return { sql, isOpen: () => open, close };
}
