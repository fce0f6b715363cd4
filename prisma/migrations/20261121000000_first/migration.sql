-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('viewer', 'responder', 'dba', 'approver', 'commander', 'admin');

-- CreateEnum
CREATE TYPE "restore_state" AS ENUM ('PENDING_APPROVAL', 'APPROVED', 'SENDING', 'UNCONFIRMED', 'RUNNING', 'VERIFYING', 'AWAITING_CUTOVER', 'COMPLETED', 'REJECTED', 'EXPIRED', 'CANCELLED', 'FAILED', 'NEEDS_HUMAN');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('SEV1', 'SEV2', 'SEV3', 'SEV4');

-- CreateEnum
CREATE TYPE "incident_mode" AS ENUM ('live', 'drill');

-- CreateEnum
CREATE TYPE "incident_status" AS ENUM ('investigating', 'identified', 'recovering', 'monitoring', 'resolved');

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_by" TEXT,
    "last_sign_in_at" TIMESTAMPTZ(3),

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" BIGSERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "succeeded" BOOLEAN NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_record" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "system" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_revision" (
    "id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_in_force" (
    "system" TEXT NOT NULL,
    "revision_id" UUID,
    "since" TIMESTAMPTZ(3),
    "file" TEXT NOT NULL,
    "faults" JSONB,
    "fault_since" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_in_force_pkey" PRIMARY KEY ("system")
);

-- CreateTable
CREATE TABLE "collector" (
    "id" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "last_attempt_at" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "error_code" TEXT,
    "error_text" TEXT,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "duration_ms" INTEGER NOT NULL DEFAULT 0,
    "incomplete" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "collector_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset" (
    "id" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "region" TEXT,
    "account_id" TEXT,
    "environment" TEXT,
    "planned" BOOLEAN NOT NULL DEFAULT true,
    "assumed" BOOLEAN NOT NULL DEFAULT false,
    "collector_id" TEXT,
    "status" TEXT,
    "resource_id" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "first_seen_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset_summary" (
    "asset_id" TEXT NOT NULL,
    "mechanisms" JSONB NOT NULL DEFAULT '[]',
    "replica_lag" JSONB,
    "alarms" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "asset_summary_pkey" PRIMARY KEY ("asset_id")
);

-- CreateTable
CREATE TABLE "recovery_point" (
    "id" UUID NOT NULL,
    "asset_id" TEXT NOT NULL,
    "mechanism" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "consistent_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "inferred" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL,
    "size_bytes" BIGINT,
    "encrypted" BOOLEAN,
    "kms_key" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "copy_of" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "collector_id" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "restore_window" (
    "asset_id" TEXT NOT NULL,
    "mechanism" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "earliest" TIMESTAMPTZ(3) NOT NULL,
    "latest" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "collector_id" TEXT,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "restore_window_pkey" PRIMARY KEY ("asset_id","mechanism","location")
);

-- CreateTable
CREATE TABLE "observation" (
    "id" BIGSERIAL NOT NULL,
    "asset_id" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "point_at" TIMESTAMPTZ(3),
    "value" DOUBLE PRECISION,

    CONSTRAINT "observation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backup_run" (
    "id" UUID NOT NULL,
    "asset_id" TEXT NOT NULL,
    "mechanism" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "percent" DOUBLE PRECISION,
    "message" TEXT,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "backup_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alarm" (
    "id" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "asset_id" TEXT,
    "state" TEXT NOT NULL,
    "state_since" TIMESTAMPTZ(3),
    "reason" TEXT,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "alarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "notified_at" TIMESTAMPTZ(3),
    "cleared_at" TIMESTAMPTZ(3),
    "occurrence" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "delivered_at" TIMESTAMPTZ(3),
    "abandoned_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "restore" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "system" TEXT NOT NULL,
    "asset_id" TEXT NOT NULL,
    "plan_revision_id" UUID,
    "incident_id" UUID,
    "method" TEXT NOT NULL,
    "point_id" UUID,
    "point_key" TEXT NOT NULL,
    "point_at" TIMESTAMPTZ(3) NOT NULL,
    "location" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "source_identifier" TEXT NOT NULL,
    "source_resource_id" TEXT,
    "target_name" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "preflight" JSONB NOT NULL DEFAULT '{}',
    "params_hash" TEXT NOT NULL,
    "requester_id" UUID NOT NULL,
    "requester_name" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "state" "restore_state" NOT NULL,
    "state_since" TIMESTAMPTZ(3) NOT NULL,
    "approval_required" BOOLEAN NOT NULL DEFAULT false,
    "approval_rule" TEXT,
    "approval_hash" TEXT,
    "approved_by_id" UUID,
    "approved_by_name" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "approval_expires_at" TIMESTAMPTZ(3),
    "decision_note" TEXT,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "next_look_at" TIMESTAMPTZ(3),
    "send_count" INTEGER NOT NULL DEFAULT 0,
    "first_sent_at" TIMESTAMPTZ(3),
    "last_sent_at" TIMESTAMPTZ(3),
    "aws_job_id" TEXT,
    "aws_resource_id" TEXT,
    "aws_status" TEXT,
    "percent" DOUBLE PRECISION,
    "endpoint_address" TEXT,
    "endpoint_port" INTEGER,
    "database_name" TEXT,
    "available_at" TIMESTAMPTZ(3),
    "failure_code" TEXT,
    "failure_text" TEXT,
    "delete_requested_at" TIMESTAMPTZ(3),
    "delete_requested_by" TEXT,
    "delete_sent_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "delete_error" TEXT,
    "step_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "restore_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "restore_step" (
    "restore_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "restore_state" NOT NULL,
    "text" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "restore_step_pkey" PRIMARY KEY ("restore_id","seq")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "environment" TEXT,
    "severity" "severity" NOT NULL,
    "mode" "incident_mode" NOT NULL,
    "status" "incident_status" NOT NULL,
    "plan_revision_id" UUID,
    "objectives" JSONB NOT NULL DEFAULT '[]',
    "declared_by_id" UUID NOT NULL,
    "declared_by_name" TEXT NOT NULL,
    "impact_started_at" TIMESTAMPTZ(3),
    "detected_at" TIMESTAMPTZ(3),
    "declared_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "writes_stopped_at" TIMESTAMPTZ(3),
    "restored_at" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),
    "resumed_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "recovered_to_at" TIMESTAMPTZ(3),
    "idempotency_key" TEXT NOT NULL,
    "entry_count" INTEGER NOT NULL DEFAULT 0,
    "last_hash" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timeline_entry" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "corrects_id" UUID,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "timeline_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entry_star" (
    "entry_id" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entry_star_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "incident_role" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "user_name" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "given_by" TEXT NOT NULL,

    CONSTRAINT "incident_role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_section" (
    "review_id" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "markdown" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_section_pkey" PRIMARY KEY ("review_id","section","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "sign_in_attempt_email_at_idx" ON "sign_in_attempt"("email", "at");

-- CreateIndex
CREATE INDEX "sign_in_attempt_origin_at_idx" ON "sign_in_attempt"("origin", "at");

-- CreateIndex
CREATE INDEX "audit_record_at_id_idx" ON "audit_record"("at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_record_subject_type_subject_id_idx" ON "audit_record"("subject_type", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "plan_revision_system_content_hash_key" ON "plan_revision"("system", "content_hash");

-- CreateIndex
CREATE INDEX "collector_system_idx" ON "collector"("system");

-- CreateIndex
CREATE INDEX "asset_system_idx" ON "asset"("system");

-- CreateIndex
CREATE INDEX "recovery_point_asset_id_consistent_at_id_idx" ON "recovery_point"("asset_id", "consistent_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "recovery_point_asset_id_mechanism_location_consistent_at_idx" ON "recovery_point"("asset_id", "mechanism", "location", "consistent_at" DESC);

-- CreateIndex
CREATE INDEX "recovery_point_collector_id_idx" ON "recovery_point"("collector_id");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_point_asset_id_location_identifier_key" ON "recovery_point"("asset_id", "location", "identifier");

-- CreateIndex
CREATE INDEX "observation_asset_id_measure_at_idx" ON "observation"("asset_id", "measure", "at" DESC);

-- CreateIndex
CREATE INDEX "observation_at_idx" ON "observation"("at");

-- CreateIndex
CREATE INDEX "backup_run_asset_id_started_at_idx" ON "backup_run"("asset_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "backup_run_asset_id_external_id_key" ON "backup_run"("asset_id", "external_id");

-- CreateIndex
CREATE INDEX "alarm_system_state_idx" ON "alarm"("system", "state");

-- CreateIndex
CREATE INDEX "notice_cleared_at_idx" ON "notice"("cleared_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_dedupe_key_key" ON "outbox_message"("dedupe_key");

-- CreateIndex
CREATE INDEX "outbox_message_delivered_at_next_attempt_at_idx" ON "outbox_message"("delivered_at", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "restore_number_key" ON "restore"("number");

-- CreateIndex
CREATE INDEX "restore_state_next_look_at_idx" ON "restore"("state", "next_look_at");

-- CreateIndex
CREATE INDEX "restore_asset_id_created_at_idx" ON "restore"("asset_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "restore_incident_id_idx" ON "restore"("incident_id");

-- CreateIndex
CREATE UNIQUE INDEX "restore_requester_id_idempotency_key_key" ON "restore"("requester_id", "idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "incident_number_key" ON "incident"("number");

-- CreateIndex
CREATE UNIQUE INDEX "incident_idempotency_key_key" ON "incident"("idempotency_key");

-- CreateIndex
CREATE INDEX "incident_status_declared_at_idx" ON "incident"("status", "declared_at" DESC);

-- CreateIndex
CREATE INDEX "incident_system_declared_at_idx" ON "incident"("system", "declared_at" DESC);

-- CreateIndex
CREATE INDEX "timeline_entry_incident_id_occurred_at_seq_idx" ON "timeline_entry"("incident_id", "occurred_at" DESC, "seq" DESC);

-- CreateIndex
CREATE INDEX "timeline_entry_corrects_id_idx" ON "timeline_entry"("corrects_id");

-- CreateIndex
CREATE UNIQUE INDEX "timeline_entry_incident_id_seq_key" ON "timeline_entry"("incident_id", "seq");

-- CreateIndex
CREATE INDEX "incident_role_incident_id_role_idx" ON "incident_role"("incident_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "review_incident_id_key" ON "review"("incident_id");

-- AddForeignKey
ALTER TABLE "plan_in_force" ADD CONSTRAINT "plan_in_force_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "plan_revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_summary" ADD CONSTRAINT "asset_summary_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_point" ADD CONSTRAINT "recovery_point_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restore_window" ADD CONSTRAINT "restore_window_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_run" ADD CONSTRAINT "backup_run_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restore" ADD CONSTRAINT "restore_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restore" ADD CONSTRAINT "restore_plan_revision_id_fkey" FOREIGN KEY ("plan_revision_id") REFERENCES "plan_revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restore" ADD CONSTRAINT "restore_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restore" ADD CONSTRAINT "restore_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "recovery_point"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restore_step" ADD CONSTRAINT "restore_step_restore_id_fkey" FOREIGN KEY ("restore_id") REFERENCES "restore"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_plan_revision_id_fkey" FOREIGN KEY ("plan_revision_id") REFERENCES "plan_revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timeline_entry" ADD CONSTRAINT "timeline_entry_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_star" ADD CONSTRAINT "entry_star_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "timeline_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_role" ADD CONSTRAINT "incident_role_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_section" ADD CONSTRAINT "review_section_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- One restore at a time from one point of one asset in one location: the second requester is shown the first.
CREATE UNIQUE INDEX "restore_one_in_flight" ON "restore" ("asset_id", "point_key", "location")
  WHERE "state" IN ('PENDING_APPROVAL', 'APPROVED', 'SENDING', 'UNCONFIRMED', 'RUNNING', 'VERIFYING', 'NEEDS_HUMAN');

-- A target name belongs to one restore that is under way or whose instance still exists.
CREATE UNIQUE INDEX "restore_target_taken" ON "restore" ("account_id", "region", "target_name")
  WHERE "state" NOT IN ('REJECTED', 'EXPIRED', 'CANCELLED', 'FAILED') AND "deleted_at" IS NULL;

-- Four eyes, also when the code forgets.
ALTER TABLE "restore" ADD CONSTRAINT "restore_approver_is_another" CHECK ("approved_by_id" IS NULL OR "approved_by_id" <> "requester_id");
ALTER TABLE "restore" ADD CONSTRAINT "restore_approved_before_sending"
  CHECK (NOT "approval_required" OR "first_sent_at" IS NULL OR ("approved_by_id" IS NOT NULL AND "approval_hash" = "params_hash"));

-- One holder of a role at a time.
CREATE UNIQUE INDEX "incident_role_one_holder" ON "incident_role" ("incident_id", "role") WHERE "until" IS NULL;

-- What is said stays said.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_record_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_record" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "timeline_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "timeline_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "restore_step_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "restore_step" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "plan_revision_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "plan_revision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "review_section_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "review_section" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
