-- Roles are held for all systems (app_user.role, as every account does today) or for one system (a row here). An account
-- may hold none for all, so that who answers for one system sees that one only. No row of an account changes.
ALTER TABLE "app_user" ALTER COLUMN "role" DROP NOT NULL;

CREATE TABLE "role_held" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "role" "role",
    "plan_role" TEXT,
    "granted_by" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_held_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "role_held_one_thing" CHECK (("role" IS NULL) <> ("plan_role" IS NULL)),
    CONSTRAINT "role_held_names_something" CHECK ("system" <> '' AND "plan_role" IS DISTINCT FROM '')
);

CREATE UNIQUE INDEX "role_held_user_id_system_role_key" ON "role_held"("user_id", "system", "role");
CREATE UNIQUE INDEX "role_held_user_id_system_plan_role_key" ON "role_held"("user_id", "system", "plan_role");
CREATE INDEX "role_held_system_plan_role_idx" ON "role_held"("system", "plan_role");

ALTER TABLE "role_held" ADD CONSTRAINT "role_held_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
