-- Tells whoever listens of whom something has changed that rights come from: at the commit, never before, and nothing of what was undone.
-- Triggers rather than a part of the verbs, so that no way to take a right away goes unheard. `*` is everybody; what only says that
-- somebody was here is no change.
CREATE FUNCTION notify_access_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  traces CONSTANT text[] := '{last_used_at,last_seen_at,updated_at}';
BEGIN
  IF TG_NARGS = 0 THEN
    PERFORM pg_notify('lookflex_access', '*');
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(OLD) - traces = to_jsonb(NEW) - traces THEN RETURN NULL; END IF;
  END IF;
  -- Both: a row may be given to somebody else.
  IF TG_OP <> 'INSERT' THEN PERFORM pg_notify('lookflex_access', to_jsonb(OLD) ->> TG_ARGV[0]); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM pg_notify('lookflex_access', to_jsonb(NEW) ->> TG_ARGV[0]); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER users_access_notify AFTER INSERT OR UPDATE OR DELETE ON users
FOR EACH ROW EXECUTE FUNCTION notify_access_change('id');
--> statement-breakpoint
CREATE TRIGGER api_tokens_access_notify AFTER INSERT OR UPDATE OR DELETE ON api_tokens
FOR EACH ROW EXECUTE FUNCTION notify_access_change('user_id');
--> statement-breakpoint
CREATE TRIGGER group_members_access_notify AFTER INSERT OR UPDATE OR DELETE ON group_members
FOR EACH ROW EXECUTE FUNCTION notify_access_change('user_id');
--> statement-breakpoint
CREATE TRIGGER groups_access_notify AFTER INSERT OR UPDATE OR DELETE ON groups
FOR EACH STATEMENT EXECUTE FUNCTION notify_access_change();
--> statement-breakpoint
CREATE TRIGGER users_access_emptied AFTER TRUNCATE ON users
FOR EACH STATEMENT EXECUTE FUNCTION notify_access_change();
--> statement-breakpoint
CREATE TRIGGER api_tokens_access_emptied AFTER TRUNCATE ON api_tokens
FOR EACH STATEMENT EXECUTE FUNCTION notify_access_change();
--> statement-breakpoint
CREATE TRIGGER group_members_access_emptied AFTER TRUNCATE ON group_members
FOR EACH STATEMENT EXECUTE FUNCTION notify_access_change();
--> statement-breakpoint
CREATE TRIGGER groups_access_emptied AFTER TRUNCATE ON groups
FOR EACH STATEMENT EXECUTE FUNCTION notify_access_change();
