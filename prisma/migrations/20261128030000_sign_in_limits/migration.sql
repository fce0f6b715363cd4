-- Wrong passwords are one row per what they are counted by, which can be taken under a lock; a row per attempt could not.
-- What failed in the last 15 minutes, all that was still looked at, is carried over.
CREATE TABLE "sign_in_count" (
    "kind" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "level" DOUBLE PRECISION NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_count_pkey" PRIMARY KEY ("kind", "email", "place"),
    CONSTRAINT "sign_in_count_kind" CHECK ("kind" IN ('pair', 'account', 'place', 'known')),
    CONSTRAINT "sign_in_count_level" CHECK ("level" >= 0)
);
CREATE INDEX "sign_in_count_last_at_idx" ON "sign_in_count"("last_at");

INSERT INTO "sign_in_count" ("kind", "email", "place", "level", "last_at")
SELECT CASE WHEN GROUPING("origin") = 1 THEN 'account' WHEN GROUPING("email") = 1 THEN 'place' ELSE 'pair' END,
       coalesce("email", ''), coalesce("origin", ''), count(*), max("at")
  FROM "sign_in_attempt"
 WHERE NOT "succeeded" AND "at" > now() - interval '15 minutes'
 GROUP BY GROUPING SETS (("email", "origin"), ("email"), ("origin"));

DROP TABLE "sign_in_attempt";
