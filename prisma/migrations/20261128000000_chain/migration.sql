-- The audit becomes a chain. A record's place in it is a row of its own, because records are never changed, and is given at
-- the commit: by then the order is settled, and the one lock that every act takes is held for as long as a commit lasts.
CREATE TABLE "audit_link" (
  "seq" INTEGER NOT NULL,
  "record_id" BIGINT NOT NULL,
  "prev_hash" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  CONSTRAINT "audit_link_pkey" PRIMARY KEY ("seq")
);
CREATE UNIQUE INDEX "audit_link_record_id_key" ON "audit_link"("record_id");
ALTER TABLE "audit_link" ADD CONSTRAINT "audit_link_record_id_fkey"
  FOREIGN KEY ("record_id") REFERENCES "audit_record"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "audit_head" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "length" INTEGER NOT NULL DEFAULT 0,
  "last_hash" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "audit_head_one" CHECK ("id" = 1)
);
INSERT INTO "audit_head" DEFAULT VALUES;

-- How far each chain was verified, and what was found; and the state of the watch as a whole.
CREATE TABLE "chain_mark" (
  "chain" TEXT NOT NULL,
  "length" INTEGER NOT NULL,
  "hash" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "breaks" JSONB NOT NULL DEFAULT '[]',
  CONSTRAINT "chain_mark_pkey" PRIMARY KEY ("chain")
);
CREATE TABLE "chain_watch" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "looked_at" TIMESTAMPTZ(3),
  "whole_at" TIMESTAMPTZ(3),
  "written_at" TIMESTAMPTZ(3),
  "written_to" TEXT,
  "write_fault" TEXT,
  CONSTRAINT "chain_watch_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "chain_watch_one" CHECK ("id" = 1)
);
INSERT INTO "chain_watch" DEFAULT VALUES;

-- Field by field, each with its length in bytes, so that no two records have one text. lib/audit/rules/hash.ts says the same.
CREATE FUNCTION audit_field(f text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN f IS NULL THEN '~' ELSE octet_length(convert_to(f, 'UTF8'))::text || ':' || f END
$$;
CREATE FUNCTION audit_hash(prev text, seq integer, r "audit_record") RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(prev || E'\n' || seq || E'\n' || audit_field(r.id::text)
    || audit_field((extract(epoch FROM r.at) * 1000)::bigint::text) || audit_field(r.actor_id)
    || audit_field(r.actor_name) || audit_field(r.action) || audit_field(r.subject_type) || audit_field(r.subject_id)
    || audit_field(r.system) || audit_field(r.detail::text), 'UTF8')), 'hex')
$$;

-- Runs as the owner of the tables: the app's role may add a record, never a link.
CREATE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
  head "audit_head";
  digest text;
BEGIN
  SELECT * INTO STRICT head FROM "audit_head" FOR UPDATE;
  digest := audit_hash(head."last_hash", head."length" + 1, NEW);
  INSERT INTO "audit_link" ("seq", "record_id", "prev_hash", "hash")
    VALUES (head."length" + 1, NEW."id", head."last_hash", digest);
  UPDATE "audit_head" SET "length" = head."length" + 1, "last_hash" = digest;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "audit_record_chain" AFTER INSERT ON "audit_record" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION chain_audit();

-- What was recorded before is chained in the order of its ids, and a record says that it was, and how much of it there was.
DO $$
DECLARE
  r "audit_record";
  n integer := 0;
  prev text := '';
  digest text;
BEGIN
  FOR r IN SELECT * FROM "audit_record" ORDER BY "id" LOOP
    digest := audit_hash(prev, n + 1, r);
    INSERT INTO "audit_link" ("seq", "record_id", "prev_hash", "hash") VALUES (n + 1, r."id", prev, digest);
    n := n + 1;
    prev := digest;
  END LOOP;
  UPDATE "audit_head" SET "length" = n, "last_hash" = prev;
  IF n > 0 THEN
    INSERT INTO "audit_record" ("actor_id", "actor_name", "action", "subject_type", "subject_id", "detail")
      VALUES ('system', 'Tidemark', 'chain.begin', 'chain', 'audit', jsonb_build_object('records', n, 'hash', prev));
  END IF;
END $$;

CREATE TRIGGER "audit_link_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_link" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
