import { type ActionEntry, action } from '@/lib/incidents/model/entries/action'
import { type AlarmEntry, alarm } from '@/lib/incidents/model/entries/alarm'
import { type ChecklistEntry, checklist } from '@/lib/incidents/model/entries/checklist'
import { type CorrectionEntry, correction } from '@/lib/incidents/model/entries/correction'
import { type DecisionEntry, decision } from '@/lib/incidents/model/entries/decision'
import type { EntryRule } from '@/lib/incidents/model/entries/kind'
import { type MessageEntry, message } from '@/lib/incidents/model/entries/message'
import { type NoteEntry, note } from '@/lib/incidents/model/entries/note'
import { type ObjectionEntry, objection } from '@/lib/incidents/model/entries/objection'
import { type RestoreEntry, restore } from '@/lib/incidents/model/entries/restore'
import { type RoleEntry, role } from '@/lib/incidents/model/entries/role'
import { type RunbookEntry, runbook } from '@/lib/incidents/model/entries/runbook'
import { type StatusEntry, status } from '@/lib/incidents/model/entries/status'
import type { EntryKind } from '@/lib/vocabulary/entry-kinds'

/**
 * What an entry is and carries beside its text, by its kind. Each detail may lack any field: older entries do, and what
 * was written is never changed.
 */
export type KindEntry =
  | NoteEntry
  | DecisionEntry
  | ObjectionEntry
  | ActionEntry
  | StatusEntry
  | RoleEntry
  | RunbookEntry
  | ChecklistEntry
  | RestoreEntry
  | MessageEntry
  | AlarmEntry
  | CorrectionEntry

/** Every kind, in the order in which the entry line offers those that a person may choose. */
export const ENTRY_RULES: { readonly [K in EntryKind]: EntryRule<K> } = {
  note,
  action,
  decision,
  message,
  objection,
  status,
  role,
  runbook,
  checklist,
  restore,
  alarm,
  correction,
}
