-- The metric an alarm watches: a plan names alarms by metric. Null until the next reading of the account.
ALTER TABLE "alarm" ADD COLUMN "metric" TEXT;
