'use client'

import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { EntryShape } from '@/components/timeline/entry-shape'
import { StorageNote } from '@/components/timeline/storage-note'
import { useNow, useServerTime } from '@/components/ui/now'
import { Press, useReady } from '@/components/ui/press'
import { ENTRY_RULES } from '@/lib/incidents/model/entries/entries'
import { describeLine, type EntryLine as Line, parseEntryLine } from '@/lib/incidents/rules/parse-entry-line'
import { entryTextFault } from '@/lib/incidents/rules/rules'
import { WRITABLE_KINDS, type WritableKind } from '@/lib/vocabulary/entry-kinds'

type Props = {
  /** Where the draft is kept in this browser, e.g. `draft:INC-0042`. */
  draftKey: string
  /** Does what the line says; false keeps the text in the field. */
  onLine: (line: Line) => Promise<boolean>
  ref?: Ref<EntryLineHandle>
}

/** What another part of the page may ask of the field. */
export type EntryLineHandle = {
  /** begins a line with a command such as `/message`, before what stands there */
  begin: (command: string) => void
}

const KINDS = WRITABLE_KINDS.flatMap((kind): [WritableKind, string][] => {
  const { offered } = ENTRY_RULES[kind]
  return offered === null ? [] : [[kind, offered]]
})

const SHORTCUTS = ['/decision', '/action', '/objection', '/stopped', '/sev', '/status', '/correct']

/** The one field of the timeline: `14:05 text` back-dates, `/` opens commands, Enter sends, Shift and Enter breaks the line. */
export function EntryLine({ draftKey, onLine, ref }: Props) {
  const [text, setText] = useState('')
  const [kind, setKind] = useState<WritableKind>('note')
  const [refused, setRefused] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const ready = useReady()
  const serverTime = useServerTime()
  const now = useNow(10_000)
  const hint = describeLine(parseEntryLine(text, now, kind), now)

  useEffect(() => setText(readDraft(draftKey)), [draftKey])

  function change(next: string) {
    setText(next)
    setRefused(null)
    writeDraft(draftKey, next)
  }

  async function send() {
    const line = parseEntryLine(text, serverTime(), kind)
    if (line.means === 'nothing') return
    const fault = line.means === 'refused' ? line.why : line.means === 'entry' ? entryTextFault(line.text) : null
    if (fault) return setRefused(fault)
    const sent = text
    change('')
    setKind('note')
    if (!(await onLine(line))) change(field.current?.value ? `${sent}\n${field.current.value}` : sent)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') field.current?.blur()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    void send()
  }

  function insert(command: string) {
    change(`${command} ${text}`)
    field.current?.focus()
  }

  useImperativeHandle(ref, () => ({ begin: insert }))

  return (
    <div className="inc-entry">
      <fieldset className="inc-shortcuts">
        <legend className="sr-only">Kind of entry</legend>
        {KINDS.map(([one, word]) => (
          <Press key={one} aria-pressed={kind === one} onClick={() => setKind(one)}>
            <EntryShape shape={one} silent />
            {word}
          </Press>
        ))}
      </fieldset>
      <div className="cmd">
        <span className="mono text-lead text-accent" aria-hidden="true">
          ›
        </span>
        <textarea
          ref={field}
          rows={1}
          value={text}
          disabled={!ready}
          aria-label="New entry"
          aria-describedby="entry-hint"
          aria-invalid={refused ? true : undefined}
          placeholder="What happened? 14:05 back-dates"
          data-key="n"
          data-key-label="new entry"
          autoComplete="off"
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <span
          id="entry-hint"
          className="hidden max-w-[50%] text-small text-t-3 md:inline"
          role={refused ? 'alert' : undefined}
        >
          {refused ? <span className="text-breach">{refused}</span> : hint}
        </span>
        <Press className="cmd-send" aria-label="Send" onClick={() => void send()}>
          ↵
        </Press>
      </div>
      {refused || hint ? (
        <p className={`mt-1 text-small md:hidden ${refused ? 'text-breach' : 'text-t-3'}`}>{refused ?? hint}</p>
      ) : null}
      <StorageNote />
      <div className="mt-[7px] mb-1 flex flex-wrap items-center gap-[5px] max-md:hidden">
        {SHORTCUTS.map((command) => (
          <Press key={command} className="kbd" onClick={() => insert(command)}>
            {command}
          </Press>
        ))}
      </div>
    </div>
  )
}

// A browser without storage keeps no draft; that is no reason to fail.
function readDraft(key: string): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function writeDraft(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // see readDraft
  }
}
