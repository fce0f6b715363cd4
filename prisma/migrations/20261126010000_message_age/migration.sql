-- A message to the outside is worth something for a while only. What was never sent and is older is withdrawn by the
-- worker, visibly; nothing is deleted here.
ALTER TABLE "outbox_message"
  ADD COLUMN "subject" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "expires_at" TIMESTAMPTZ(3),
  ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3),
  ADD COLUMN "withdrawn_why" TEXT;
UPDATE "outbox_message" SET "expires_at" = "created_at" + interval '12 hours';
ALTER TABLE "outbox_message" ALTER COLUMN "expires_at" SET NOT NULL;

DROP INDEX "outbox_message_delivered_at_next_attempt_at_idx";
CREATE INDEX "outbox_message_waiting" ON "outbox_message"("next_attempt_at")
  WHERE "delivered_at" IS NULL AND "abandoned_at" IS NULL AND "withdrawn_at" IS NULL;
CREATE INDEX "outbox_message_subject_idx" ON "outbox_message"("subject");
CREATE INDEX "outbox_message_created_at_idx" ON "outbox_message"("created_at" DESC);
