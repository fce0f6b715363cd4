-- What a section's text was drawn as when it was saved; a text of before has none, and is drawn when somebody looks at it.
CREATE TABLE "review_drawing" (
    "review_id" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "drawing" JSONB NOT NULL,

    CONSTRAINT "review_drawing_pkey" PRIMARY KEY ("review_id", "section", "version")
);
ALTER TABLE "review_drawing" ADD CONSTRAINT "review_drawing_review_id_section_version_fkey"
  FOREIGN KEY ("review_id", "section", "version") REFERENCES "review_section"("review_id", "section", "version")
  ON DELETE RESTRICT ON UPDATE CASCADE;
