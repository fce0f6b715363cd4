-- Nobody shows a password any more: its owner sets it through a link. Who has a password keeps it.
ALTER TABLE "app_user" ALTER COLUMN "password_hash" DROP NOT NULL;

CREATE TABLE "account_link" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_by_name" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_why" TEXT,

    CONSTRAINT "account_link_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "account_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "account_link_token_hash" CHECK ("token_hash" ~ '^[0-9a-f]{64}$'),
    CONSTRAINT "account_link_what" CHECK ("what" IN ('made', 'reset', 'enabled')),
    CONSTRAINT "account_link_end" CHECK (("ended_at" IS NULL) = ("ended_why" IS NULL)),
    CONSTRAINT "account_link_end_why" CHECK ("ended_why" IN ('used', 'superseded', 'disabled'))
);
CREATE UNIQUE INDEX "account_link_token_hash_key" ON "account_link"("token_hash");
CREATE INDEX "account_link_user_id_made_at_idx" ON "account_link"("user_id", "made_at" DESC);
-- One link of an account at a time.
CREATE UNIQUE INDEX "account_link_one_open" ON "account_link" ("user_id") WHERE "ended_at" IS NULL;

-- In whose hand an account was, and when. Accounts of before are in nobody's.
CREATE TABLE "account_hand" (
    "id" BIGSERIAL NOT NULL,
    "user_id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "what" TEXT NOT NULL,

    CONSTRAINT "account_hand_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "account_hand_another" CHECK ("user_id" <> "by_id"),
    CONSTRAINT "account_hand_what" CHECK ("what" IN ('made', 'reset', 'enabled', 'role'))
);
CREATE INDEX "account_hand_user_id_at_idx" ON "account_hand"("user_id", "at");
CREATE TRIGGER "account_hand_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "account_hand" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
