import type { Route } from 'next'
import Link from 'next/link'
import { FoundLine } from '@/components/shell/found-line'
import { linesFor, nothingMatches, resultsSaid, startLines } from '@/components/shell/palette-list'
import { knownPlaces } from '@/components/shell/palette-places'
import { Button } from '@/components/ui/button'
import { TextInput } from '@/components/ui/text-input'
import type { ShellActor, ShellStatus } from '@/lib/screens/shell/model/shell'
import { LONGEST_QUERY, type SearchAnswer } from '@/lib/search/model/search'
import { wordsOf } from '@/lib/search/rules/rank'

type Props = Pick<ShellActor, 'may'> & {
  status: ShellStatus
  answer: SearchAnswer
}

/** What the palette finds, as a page: for a browser that has no script yet, and to send somebody what was found. */
export function SearchPage({ may, status, answer }: Props) {
  const words = wordsOf(answer.q)
  const { incidents, acts, systems, pages } = knownPlaces(may, status)
  const groups =
    words.length === 0
      ? startLines({ incidents, acts, systems, pages }, [])
      : linesFor(words, [...incidents, ...acts, ...systems, ...pages], answer, true)
  const count = groups.reduce((sum, { results }) => sum + results.length, 0)
  return (
    <div className="page-pad">
      <div className="ph">
        <div>
          <h1>Find</h1>
          <div className="sub">
            {words.length > 0 ? resultsSaid(count, answer.more) : status.incidents ? START : NOT_KNOWN}
          </div>
        </div>
      </div>
      <search className="max-w-[860px]">
        <form method="get" action="/search" className="mb-4 flex gap-2">
          <TextInput
            type="search"
            name="q"
            className="min-w-0 flex-1"
            aria-label="Find"
            placeholder="System, asset, runbook, INC-0001…"
            defaultValue={answer.q}
            maxLength={LONGEST_QUERY}
            autoFocus
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
          <Button type="submit" look="primary">
            Find
          </Button>
        </form>
        {groups.map(({ name, results }) => (
          <section key={name} className="mb-4">
            <h2 className="mb-1">{name}</h2>
            <ul className="border-t border-line-2">
              {results.map((line) => (
                <li key={line.id} data-row>
                  <Link href={line.href as Route} className="palette-row found-row" prefetch={false}>
                    <FoundLine {...line} />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {count === 0 ? <p className="box">{nothingMatches(answer.q)}</p> : null}
      </search>
    </div>
  )
}

const START = 'Systems, assets, runbooks, scenarios, incidents, restores, reviews and pages, by parts of their names.'
const NOT_KNOWN = 'Open incidents are not known just now.'
