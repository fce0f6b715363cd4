-- CreateTable
CREATE TABLE "finding_acknowledgement" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "system" TEXT NOT NULL,
    "finding_id" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "sentence" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "finding_acknowledgement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "finding_acknowledgement_seq_key" ON "finding_acknowledgement"("seq");

-- CreateIndex
CREATE INDEX "finding_acknowledgement_system_finding_id_seq_idx" ON "finding_acknowledgement"("system", "finding_id", "seq");



-- What the commands check, also when the code forgets.
ALTER TABLE "finding_acknowledgement"
  ADD CONSTRAINT "finding_acknowledgement_what" CHECK ("what" IN ('acknowledge', 'withdraw')),
  ADD CONSTRAINT "finding_acknowledgement_severity" CHECK ("severity" IN ('high', 'medium', 'low')),
  ADD CONSTRAINT "finding_acknowledgement_reason" CHECK (char_length("reason") BETWEEN 10 AND 1000),
  ADD CONSTRAINT "finding_acknowledgement_expiry"
    CHECK (CASE WHEN "what" = 'withdraw' THEN "expires_at" IS NULL
                ELSE "expires_at" IS NOT NULL AND "expires_at" > "at" AND "expires_at" <= "at" + interval '8784 hours' END);

-- What was acknowledged stays on record.
CREATE TRIGGER "finding_acknowledgement_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "finding_acknowledgement" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
