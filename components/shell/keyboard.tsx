'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import {
  focusFilter,
  followEscape,
  isTyping,
  type KeyLine,
  keysHere,
  moveByRow,
  pressPageKey,
  toggleNumbers,
} from '@/components/shell/keys'
import { commandKey } from '@/components/shell/palette-key'
import { placesFor } from '@/components/shell/places'
import { toggleTheme } from '@/components/shell/theme'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { ShellActor } from '@/lib/screens/shell/model/shell'

/** How long after `G` its letter may come, in ms. */
const GO_WINDOW = 1_500

/** Asks the keyboard to show its list; the foot's hint does. */
export const SHOW_KEYS = 'tidemark:keys'

/** Everything but danger is one key: listens on the document, never while something is being typed. */
export function Keyboard({ may }: Pick<ShellActor, 'may'>) {
  const router = useRouter()
  const places = placesFor(may)
  const dialog = useRef<HTMLDialogElement>(null)
  const goUntil = useRef(0)
  const [lines, setLines] = useState<KeyLine[]>([])

  const showKeys = useEffectEvent(() => {
    setLines(keysHere(places, commandKey()))
    dialog.current?.showModal()
  })

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !dialog.current?.open) {
      if (!isTyping(event)) followEscape()
      return
    }
    if (isTyping(event)) return
    if (act(event)) event.preventDefault()
  })

  function act(event: KeyboardEvent): boolean {
    const key = event.key.toLowerCase()
    if (Date.now() < goUntil.current) {
      goUntil.current = 0
      return go(key)
    }
    if (key === 'g') {
      goUntil.current = Date.now() + GO_WINDOW
      return true
    }
    if (key === '?') {
      showKeys()
      return true
    }
    if (pressPageKey(key)) return true
    return actEverywhere(key)
  }

  function go(key: string): boolean {
    const place = places.find((one) => one.key === key)
    if (place) router.push(place.href as Route)
    return place !== undefined
  }

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    const show = () => showKeys()
    document.addEventListener('keydown', listener)
    document.addEventListener(SHOW_KEYS, show)
    return () => {
      document.removeEventListener('keydown', listener)
      document.removeEventListener(SHOW_KEYS, show)
    }
  }, [])

  return <KeysDialog ref={dialog} lines={lines} />
}

function actEverywhere(key: string): boolean {
  if (key === 't') toggleTheme()
  else if (key === 'j') moveByRow(1)
  else if (key === 'k') moveByRow(-1)
  else if (key === '/') return focusFilter()
  else if (key === 'd') return toggleNumbers()
  else return false
  return true
}

function KeysDialog({ ref, lines }: { ref: React.RefObject<HTMLDialogElement | null>; lines: KeyLine[] }) {
  return (
    <dialog ref={ref} className="modal" aria-labelledby="keys-title">
      <div className="mb-3 flex items-center justify-between">
        <h2 id="keys-title">Keys</h2>
        <Button size="small" onClick={() => ref.current?.close()}>
          Close
        </Button>
      </div>
      <dl className="dl">
        {lines.map(({ keys, does }) => (
          <div key={keys} className="contents">
            <dt>
              {keys.split(' ').map((key) => (
                <span key={key} className="mr-1">
                  <Kbd>{key}</Kbd>
                </span>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-small text-t-3">
        No key acts while something is being typed, and no single key starts, approves or deletes anything.
      </p>
    </dialog>
  )
}
