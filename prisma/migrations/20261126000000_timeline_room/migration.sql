-- The head of each timeline moves out of the incident's row into a table of its own, and a review carries its
-- incident's number, so that every table is read and written by one room. No row and no value is lost.
CREATE TABLE "timeline" (
  "incident_id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "entry_count" INTEGER NOT NULL DEFAULT 0,
  "last_hash" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "timeline_pkey" PRIMARY KEY ("incident_id")
);
INSERT INTO "timeline" ("incident_id", "number", "entry_count", "last_hash")
  SELECT "id", "number", "entry_count", "last_hash" FROM "incident";
CREATE UNIQUE INDEX "timeline_number_key" ON "timeline"("number");
ALTER TABLE "timeline" ADD CONSTRAINT "timeline_incident_id_fkey"
  FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "timeline_entry" DROP CONSTRAINT "timeline_entry_incident_id_fkey";
ALTER TABLE "timeline_entry" ADD CONSTRAINT "timeline_entry_incident_id_fkey"
  FOREIGN KEY ("incident_id") REFERENCES "timeline"("incident_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "incident" DROP COLUMN "entry_count", DROP COLUMN "last_hash";

-- Every incident begins with an empty timeline, whoever makes the incident.
CREATE FUNCTION begin_timeline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "timeline" ("incident_id", "number") VALUES (NEW."id", NEW."number");
  RETURN NULL;
END $$;
CREATE TRIGGER "incident_begins_timeline" AFTER INSERT ON "incident" FOR EACH ROW EXECUTE FUNCTION begin_timeline();

ALTER TABLE "review" ADD COLUMN "number" INTEGER;
UPDATE "review" SET "number" = "incident"."number" FROM "incident" WHERE "incident"."id" = "review"."incident_id";
ALTER TABLE "review" ALTER COLUMN "number" SET NOT NULL;
CREATE UNIQUE INDEX "review_number_key" ON "review"("number");
