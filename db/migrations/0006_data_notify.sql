-- Tells whoever listens which data version a dataset has from now on: at the commit, never before, and nothing of what was undone.
-- A trigger rather than a part of record_data_change, so that no way to raise a version goes unheard.
CREATE FUNCTION notify_data_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lookflex_data', json_build_object(
    'dataset', NEW.dataset, 'version', NEW.version, 'dataAsOf', NEW.data_as_of)::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER dataset_versions_notify AFTER INSERT OR UPDATE ON dataset_versions
FOR EACH ROW EXECUTE FUNCTION notify_data_change();
