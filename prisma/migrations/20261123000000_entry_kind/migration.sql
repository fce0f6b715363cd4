-- Roles, steps of runbooks, ticks and messages of an incident are read by kind at every look at it.
CREATE INDEX "timeline_entry_incident_id_kind_seq_idx" ON "timeline_entry" ("incident_id", "kind", "seq");
