-- What a receiver was told last is kept for each subject, messages of a subject have an order, and a message is in one
-- state only. Keys and subjects belong to a channel. No row is lost: each keeps its key, its contents and its end.
ALTER TABLE "outbox_message"
  ADD COLUMN "seq" BIGSERIAL,
  ADD COLUMN "kind" TEXT,
  ADD COLUMN "state" TEXT NOT NULL DEFAULT 'waiting',
  ADD COLUMN "ended_at" TIMESTAMPTZ(3),
  ADD COLUMN "why" TEXT,
  ADD COLUMN "claim" UUID,
  ADD COLUMN "claimed_until" TIMESTAMPTZ(3),
  ADD COLUMN "doubtful" BOOLEAN NOT NULL DEFAULT false;

UPDATE "outbox_message" m SET "seq" = n.seq
  FROM (SELECT "id", row_number() OVER (ORDER BY "created_at", "dedupe_key") AS seq FROM "outbox_message") n
  WHERE n."id" = m."id";
SELECT setval(pg_get_serial_sequence('outbox_message', 'seq'), (SELECT count(*) + 1 FROM "outbox_message"), false);

UPDATE "outbox_message" SET
  "kind" = CASE WHEN "dedupe_key" LIKE 'began:%' THEN 'notice-began'
                WHEN "dedupe_key" LIKE 'cleared:%' THEN 'notice-cleared' ELSE 'restore' END,
  "subject" = CASE WHEN "subject" <> '' THEN "subject"
                   WHEN "dedupe_key" ~ '^(began|cleared):.*:[0-9]+$'
                     THEN 'notice:' || regexp_replace("dedupe_key", '^(began|cleared):(.*):[0-9]+$', '\2')
                   WHEN "dedupe_key" ~ '^restore-(requested|waits):' THEN 'restore:' || split_part("dedupe_key", ':', 2)
                   ELSE "dedupe_key" END,
  "ended_at" = COALESCE("delivered_at", "withdrawn_at", "abandoned_at"),
  "state" = CASE WHEN "delivered_at" IS NOT NULL THEN 'delivered'
                 WHEN "withdrawn_at" IS NOT NULL AND "attempts" > 0 THEN 'doubtful'
                 WHEN "withdrawn_why" = 'Nobody received it in time.' THEN 'withdrawn'
                 WHEN "withdrawn_at" IS NOT NULL THEN 'superseded'
                 WHEN "abandoned_at" IS NOT NULL THEN 'failed' ELSE 'waiting' END,
  "why" = CASE WHEN "delivered_at" IS NOT NULL THEN NULL
               WHEN "withdrawn_at" IS NOT NULL AND "attempts" > 0 THEN concat("withdrawn_why", ' It may have arrived all the same.')
               WHEN "withdrawn_at" IS NOT NULL THEN "withdrawn_why"
               WHEN "abandoned_at" IS NOT NULL THEN "last_error" END;
-- Of what was tried it was not kept whether it may have arrived.
UPDATE "outbox_message" SET "doubtful" = true WHERE "state" = 'waiting' AND "attempts" > 0;
UPDATE "outbox_message" SET "expires_at" = GREATEST("expires_at", "created_at" + interval '30 days')
  WHERE "state" = 'waiting' AND ("kind" = 'notice-cleared' OR ("kind" = 'notice-began' AND "doubtful"));

CREATE TABLE "message_standing" (
  "channel" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "heard" TEXT NOT NULL DEFAULT 'nothing' CHECK ("heard" IN ('nothing', 'raised', 'cleared')),
  "heard_at" TIMESTAMPTZ(3),
  CONSTRAINT "message_standing_pkey" PRIMARY KEY ("channel", "subject")
);
INSERT INTO "message_standing" ("channel", "subject", "heard", "heard_at")
  SELECT DISTINCT ON ("channel", "subject") "channel", "subject",
         CASE "kind" WHEN 'notice-began' THEN 'raised' ELSE 'cleared' END, "ended_at"
  FROM "outbox_message" WHERE "state" = 'delivered' AND "kind" <> 'restore'
  ORDER BY "channel", "subject", "ended_at" DESC, "seq" DESC;
-- Whose end was withdrawn is over, and its receiver will not hear so: the next alarm has to be told.
UPDATE "message_standing" s SET "heard" = 'nothing' WHERE s."heard" = 'raised' AND 'notice-cleared' = (
  SELECT CASE WHEN m."state" = 'waiting' THEN '' ELSE m."kind" END FROM "outbox_message" m
  WHERE m."channel" = s."channel" AND m."subject" = s."subject" ORDER BY m."seq" DESC LIMIT 1);
-- The end of what was never told is not told either.
UPDATE "outbox_message" m SET "state" = 'superseded', "ended_at" = now(),
    "why" = 'No receiver is known to have heard its beginning.'
  WHERE m."state" = 'waiting' AND m."kind" = 'notice-cleared' AND NOT m."doubtful"
    AND NOT EXISTS (SELECT 1 FROM "message_standing" s
      WHERE s."channel" = m."channel" AND s."subject" = m."subject" AND s."heard" = 'raised')
    AND NOT EXISTS (SELECT 1 FROM "outbox_message" e
      WHERE e."channel" = m."channel" AND e."subject" = m."subject" AND e."state" = 'waiting' AND e."seq" < m."seq");

DROP INDEX "outbox_message_waiting";
DROP INDEX "outbox_message_subject_idx";
DROP INDEX "outbox_message_dedupe_key_key";
ALTER TABLE "outbox_message"
  ALTER COLUMN "kind" SET NOT NULL,
  ALTER COLUMN "subject" DROP DEFAULT,
  DROP COLUMN "delivered_at",
  DROP COLUMN "abandoned_at",
  DROP COLUMN "withdrawn_at",
  DROP COLUMN "withdrawn_why",
  ADD CONSTRAINT "outbox_message_one_state" CHECK (
    "state" IN ('waiting', 'delivered', 'failed', 'withdrawn', 'superseded', 'doubtful')
    AND ("state" = 'waiting') = ("ended_at" IS NULL) AND ("state" = 'waiting' OR "claim" IS NULL)),
  ADD CONSTRAINT "outbox_message_claim_ends" CHECK (("claim" IS NULL) = ("claimed_until" IS NULL));
CREATE UNIQUE INDEX "outbox_message_seq_key" ON "outbox_message"("seq");
CREATE UNIQUE INDEX "outbox_message_channel_dedupe_key_key" ON "outbox_message"("channel", "dedupe_key");
CREATE INDEX "outbox_message_channel_subject_seq_idx" ON "outbox_message"("channel", "subject", "seq");
CREATE INDEX "outbox_message_waiting" ON "outbox_message"("channel", "subject", "seq") WHERE "state" = 'waiting';
-- Order holds because of this: no second word on a subject leaves before the first was answered.
CREATE UNIQUE INDEX "outbox_message_on_its_way" ON "outbox_message"("channel", "subject") WHERE "claim" IS NOT NULL;
