import type { StorageTrouble } from '@/components/timeline/outbox-database'

type Words = {
  /** what happened, and what to do about it */
  what: string
  /** until when entries are in this tab only: after `what`, and after "kept in this tab only" */
  meanwhile: string
  until: string
}

const SENT = { meanwhile: 'Until sent', until: 'until sent' }

const WORDS: Record<StorageTrouble, Words> = {
  blocked: {
    what: 'Please close the other Tidemark tabs: an older one holds the browser’s storage.',
    meanwhile: 'Until then',
    until: 'until the other Tidemark tabs are closed',
  },
  silent: {
    what: 'The browser’s storage does not answer. Please close other Tidemark tabs, if any are open.',
    meanwhile: 'Until it does',
    until: 'until the browser’s storage answers',
  },
  absent: { what: 'This browser gives Tidemark no storage, as in some private windows.', ...SENT },
  full: { what: 'This browser has no room left for entries.', ...SENT },
  outdated: {
    what: 'A newer Tidemark has taken over the browser’s storage: reload this page once nothing waits here.',
    ...SENT,
  },
  failed: { what: 'The browser’s storage failed and is tried again.', ...SENT },
}

/** What is wrong, what to do, and where `count` entries are meanwhile, in sentences. */
export function storageNote(trouble: StorageTrouble, count: number): string {
  const { what, meanwhile } = WORDS[trouble]
  const entries = count === 0 ? 'new entries are' : count === 1 ? '1 entry is' : `${count} entries are`
  return `${what} ${meanwhile}, ${entries} kept in this tab only.`
}

/** Where one entry is, to follow on what it waits for. */
export function keptInTab(trouble: StorageTrouble): string {
  return `kept in this tab only ${WORDS[trouble].until}`
}
