/** What an entry of a timeline is, by the shape it is drawn with. */
const ENTRY_KINDS = [
  'note',
  'decision',
  'objection',
  'action',
  'status',
  'role',
  'runbook',
  'checklist',
  'restore',
  'message',
  'alarm',
  'correction',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** What a person may write; the other kinds are written by commands and by the system. */
export const WRITABLE_KINDS = ['note', 'action', 'decision', 'message', 'objection'] as const satisfies EntryKind[]
export type WritableKind = (typeof WRITABLE_KINDS)[number]
