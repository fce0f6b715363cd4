-- When a worker last said that it is at work: one row, written anew. Without it a stopped worker looks like no collectors.
CREATE TABLE "worker_beat" (
    "id" TEXT NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_beat_pkey" PRIMARY KEY ("id")
);
