-- A session is a row, so that it can be ended; a cookie from before has none and is signed out. Nobody's account changes.
CREATE TABLE "user_session" (
    "id" UUID NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "device" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_why" TEXT,

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "user_session_secret_hash" CHECK ("secret_hash" ~ '^[0-9a-f]{64}$'),
    CONSTRAINT "user_session_device" CHECK (char_length("device") <= 80),
    CONSTRAINT "user_session_end" CHECK (("ended_at" IS NULL) = ("ended_why" IS NULL))
);
CREATE UNIQUE INDEX "user_session_secret_hash_key" ON "user_session"("secret_hash");
CREATE INDEX "user_session_user_id_ended_at_idx" ON "user_session"("user_id", "ended_at");

-- What may happen a thousand times a minute is counted here, and comes into the audit once a minute with its count.
CREATE TABLE "audit_tally" (
    "key" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "record" JSONB NOT NULL,
    "pending" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_tally_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "audit_tally_action_recorded_at_idx" ON "audit_tally"("action", "recorded_at");
