import type { Place } from '@/components/shell/places'

/** A key that works on this page, for the list under `?`. */
export type KeyLine = {
  keys: string
  does: string
}

const ROWS = '[data-row]'
const FILTER = '[data-filter], input[type="search"]'
const NUMBERS = 'details[data-numbers]'

/** Whether a key press belongs to what is being typed, or to the browser: then no single key of ours may act. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog') !== null
}

/** Moves the focus by rows: to the first link, button or line that opens of the next or previous `[data-row]`. */
export function moveByRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)].filter((row) => row.offsetParent !== null)
  const current = rows.findIndex((row) => row.contains(document.activeElement))
  const row =
    rows[current === -1 && step === -1 ? rows.length - 1 : Math.min(Math.max(current + step, 0), rows.length - 1)]
  const target = row?.matches('a[href], button') ? row : row?.querySelector<HTMLElement>('a[href], button, summary')
  target?.focus()
  row?.scrollIntoView({ block: 'nearest' })
}

/** Focuses the page's filter. False when it has none. */
export function focusFilter(): boolean {
  const filter = document.querySelector<HTMLElement>(FILTER)
  filter?.focus()
  return filter !== null
}

/** Follows the innermost `[data-escape]`, such as the drawer's close link. False when there is none. */
export function followEscape(): boolean {
  const targets = document.querySelectorAll<HTMLElement>('[data-escape]')
  const last = targets[targets.length - 1]
  last?.click()
  return last !== undefined
}

/** Opens the tables behind the charts, or closes them when one is open. False when the page has none. */
export function toggleNumbers(): boolean {
  const tables = [...document.querySelectorAll<HTMLDetailsElement>(NUMBERS)]
  const open = !tables.some((table) => table.open)
  for (const table of tables) table.open = open
  return tables.length > 0
}

/** Presses the control of the page that carries this key (`data-key`). False when none does. */
export function pressPageKey(key: string): boolean {
  const control = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
  if (!control || control.getAttribute('aria-disabled') === 'true') return false
  if (control.matches('input, textarea')) control.focus()
  else control.click()
  return true
}

/** Every key that works here and now; keys without effect on this page are left out. */
export function keysHere(places: readonly Place[], command: string): KeyLine[] {
  const has = (selector: string) => document.querySelector(selector) !== null
  return [
    { keys: `${command} K`, does: 'find anything, also while typing' },
    ...(has(FILTER) ? [{ keys: '/', does: 'filter' }] : []),
    ...(has(ROWS) ? [{ keys: 'J K', does: 'next and previous row' }] : []),
    ...(has(ROWS) ? [{ keys: 'Enter', does: 'open the row' }] : []),
    ...(has('[data-escape]') ? [{ keys: 'Esc', does: 'close' }] : []),
    ...(has(NUMBERS) ? [{ keys: 'D', does: 'the numbers behind the charts, as tables' }] : []),
    ...[...document.querySelectorAll<HTMLElement>('[data-key]')].map((control) => ({
      keys: (control.dataset.key ?? '').toUpperCase(),
      does: control.dataset.keyLabel ?? control.textContent?.trim() ?? '',
    })),
    ...places.map(({ key, name }) => ({ keys: `G ${key.toUpperCase()}`, does: name.toLowerCase() })),
    { keys: 'T', does: 'other theme' },
    { keys: '?', does: 'this list' },
  ]
}
