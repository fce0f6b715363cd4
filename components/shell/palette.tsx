'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { PaletteFoot } from '@/components/shell/palette-foot'
import { PaletteHead } from '@/components/shell/palette-head'
import { type Line, linesFor, nothingMatches, startLines } from '@/components/shell/palette-list'
import { knownPlaces } from '@/components/shell/palette-places'
import { keepRecent, readRecent } from '@/components/shell/palette-recent'
import { PaletteRow } from '@/components/shell/palette-row'
import { usePaletteSearch } from '@/components/shell/palette-search'
import type { ShellActor, ShellStatus } from '@/lib/screens/shell/model/shell'
import { wordsOf } from '@/lib/search/rules/rank'

type Props = Pick<ShellActor, 'may'> & {
  text: string
  onText: (text: string) => void
  onClose: () => void
}

/** So many lines one press of Page up or Page down moves. */
const PAGE = 8

/** Find anything and go there without leaving the keys. What is chosen is what Enter opens. */
export function Palette({ may, text, onText, onClose }: Props) {
  const router = useRouter()
  const list = useRef<HTMLDivElement>(null)
  const base = useId()
  const status = useQueryClient().getQueryData<ShellStatus>(['shell'])
  const known = useMemo(() => knownPlaces(may, status), [may, status])
  const [recent] = useState(readRecent)
  const [chosen, setChosen] = useState<string | null>(null)
  const [waiting, setWaiting] = useState(false)

  const words = wordsOf(text)
  const search = usePaletteSearch(words.join(' '))
  const isStart = words.length === 0
  const groups = isStart
    ? startLines(known, recent)
    : linesFor(
        words,
        [...known.incidents, ...known.acts, ...known.systems, ...known.pages],
        search.answer,
        !search.pending && !search.failure,
      )
  const lines = groups.flatMap(({ results }) => results)
  const at = Math.max(
    0,
    lines.findIndex(({ id }) => id === chosen),
  )
  const active = lines[at]

  useEffect(() => {
    const option = list.current?.querySelector('[aria-selected="true"]')
    if (at === 0) list.current?.scrollTo(0, 0)
    else option?.scrollIntoView({ block: 'nearest' })
  }, [at])

  function open(line: Line, inNewTab: boolean) {
    keepRecent(line)
    if (inNewTab) {
      window.open(line.href, '_blank', 'noopener')
      return
    }
    onClose()
    router.push(line.href as Route)
  }

  // Enter came before the answer: what fits is opened as soon as it is known.
  useEffect(() => {
    if (!waiting || search.pending) return
    setWaiting(false)
    if (active && !active.stale) open(active, false)
  })

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      const inNewTab = event.ctrlKey || event.metaKey
      if (active && !active.stale) open(active, inNewTab)
      else if (search.pending && !inNewTab) setWaiting(true)
      return
    }
    const to = target(event.key, at, lines.length)
    if (to === null || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    setWaiting(false)
    setChosen(lines[to]?.id ?? null)
  }

  function type(next: string) {
    setChosen(null)
    setWaiting(false)
    onText(next)
  }

  const optionId = (index: number) => `${base}option-${index}`
  let index = -1
  return (
    <>
      <PaletteHead
        text={text}
        onText={type}
        onClose={onClose}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={lines.length > 0}
        aria-controls={`${base}list`}
        aria-autocomplete="list"
        aria-activedescendant={active ? optionId(at) : undefined}
      />
      <div className="palette-body">
        <div ref={list} id={`${base}list`} className="palette-list" role="listbox" aria-label="Results">
          {groups.map(({ name, results }) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox, not of form fields
            <div key={name} role="group" aria-label={name}>
              <div className="palette-group" aria-hidden="true">
                {name}
              </div>
              {results.map((line) => {
                index += 1
                return (
                  <PaletteRow
                    key={line.id}
                    id={optionId(index)}
                    line={line}
                    isActive={index === at}
                    onChoose={() => setChosen(line.id)}
                    onOpened={() => keepRecent(line)}
                    onClose={onClose}
                  />
                )
              })}
            </div>
          ))}
        </div>
        {lines.length === 0 && !search.pending ? (
          <p className="palette-none" aria-hidden="true">
            {search.failure
              ? `No page or system matches “${text.trim()}”; the rest could not be searched.`
              : nothingMatches(text)}
          </p>
        ) : null}
      </div>
      <PaletteFoot
        isStart={isStart}
        count={lines.filter(({ stale }) => !stale).length}
        more={search.answer?.more ?? false}
        search={search}
        incidentsKnown={status?.incidents != null}
      />
    </>
  )
}

function target(key: string, at: number, count: number): number | null {
  if (count === 0) return null
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at - 1 + count) % count
  if (key === 'PageDown') return Math.min(at + PAGE, count - 1)
  if (key === 'PageUp') return Math.max(at - PAGE, 0)
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}
