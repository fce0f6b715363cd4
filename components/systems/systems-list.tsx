import Link from 'next/link'
import { StateTag } from '@/components/ui/state-tag'
import { Table } from '@/components/ui/table'
import type { SystemSummary } from '@/lib/screens/system/model/system'

/** The systems with a plan in force, worst first. */
export function SystemsList({ systems }: { systems: readonly SystemSummary[] }) {
  return (
    <Table
      caption="Systems with a plan in force, worst first"
      rowHead="system"
      columns={[
        { key: 'state', head: 'State' },
        { key: 'system', head: 'System' },
        { key: 'objectives', head: 'Objectives' },
        { key: 'findings', head: 'Open findings', numeric: true },
        { key: 'assets', head: 'Assets', numeric: true },
        { key: 'plan', head: 'Plan' },
      ]}
      rows={systems.map((system) => ({
        key: system.system,
        cells: {
          state: <StateTag state={system.mark} />,
          system: (
            <>
              <Link href={`/systems/${system.system}`} prefetch={false} className="font-semibold">
                {system.name}
              </Link>
              <div className="max-w-[64ch] text-small font-normal text-t-2">
                {system.sentence || system.description}
              </div>
            </>
          ),
          objectives: (
            <span className="flex flex-wrap gap-x-3">
              {system.marks.map(({ mark, count }) => (
                <StateTag key={mark} state={mark} plain>
                  {count} {WORDS[mark] ?? mark.replaceAll('-', ' ')}
                </StateTag>
              ))}
            </span>
          ),
          findings: <FindingsCell system={system} />,
          assets: system.assets,
          plan: (
            <span className="text-t-2">
              {system.version ? `version ${system.version}` : 'no version stated'}
              <br />
              {system.owner ?? 'no owner stated'}
            </span>
          ),
        },
      }))}
    />
  )
}

/** Open ones, the high among them apart; acknowledged ones are named beside and never counted in. */
function FindingsCell({ system: { system, name, findings } }: { system: SystemSummary }) {
  return (
    <>
      <Link
        href={`/systems/${system}/findings`}
        prefetch={false}
        aria-label={`${findings.open} open findings of ${name}`}
      >
        {findings.open}
      </Link>
      {findings.high > 0 ? <div className="text-small text-breach">{findings.high} high</div> : null}
      {findings.acknowledged > 0 ? (
        <div className="whitespace-nowrap text-small text-t-3">+ {findings.acknowledged} acknowledged</div>
      ) : null}
    </>
  )
}

const WORDS: Record<string, string> = { 'at-risk': 'at risk' }
