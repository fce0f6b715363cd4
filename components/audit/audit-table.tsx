import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import { TableFrame } from '@/components/ui/table-frame'
import { TextInput } from '@/components/ui/text-input'
import type { AuditFilter, AuditPage } from '@/lib/audit/queries'

const COLUMNS = [
  { key: 'at-utc', head: 'At, UTC' },
  { key: 'who', head: 'Who' },
  { key: 'act', head: 'Act' },
  { key: 'system', head: 'System' },
  { key: 'facts', head: 'Facts' },
]

/** One page of acts, with a filter by the beginning of the act's name, and the way to older ones. */
export function AuditTable({ page, filter }: { page: AuditPage; filter: AuditFilter }) {
  const older = new URLSearchParams()
  if (filter.action) older.set('action', filter.action)
  if (filter.system) older.set('system', filter.system)
  if (page.next) older.set('before', page.next)
  return (
    <>
      <form method="get" className="mb-3 flex items-end gap-2">
        <Field id="action" label="Act begins with">
          {(wired) => (
            <TextInput {...wired} name="action" defaultValue={filter.action} placeholder="restore" data-filter />
          )}
        </Field>
        <Button type="submit">Filter</Button>
        {filter.action || filter.before ? <LinkButton href="/audit">Newest, all</LinkButton> : null}
      </form>
      {page.rows.length === 0 ? (
        <EmptyState action={<LinkButton href="/audit">Show all acts</LinkButton>}>
          No act matches this filter.
        </EmptyState>
      ) : (
        <TableFrame caption="Acts, newest first" columns={COLUMNS}>
          {page.rows.map((row) => (
            <tr key={row.id} data-row>
              <th scope="row" className="whitespace-nowrap">
                <Instant at={row.at} />
              </th>
              <td className="whitespace-nowrap">{row.actor}</td>
              <td className="mono whitespace-nowrap">{row.action}</td>
              <td>{row.system ?? <span className="text-t-3">none</span>}</td>
              <td className="text-small text-t-2">
                <Facts detail={row.detail} />
              </td>
            </tr>
          ))}
        </TableFrame>
      )}
      {page.next ? (
        <p className="mt-3">
          <LinkButton href={`/audit?${older}`}>Older</LinkButton>
        </p>
      ) : null}
    </>
  )
}

function Facts({ detail }: { detail: Record<string, unknown> }) {
  const facts = Object.entries(detail)
  if (facts.length === 0) return <span className="text-t-3">none</span>
  return facts.map(([name, value]) => (
    <span key={name} className="mr-3 inline-block">
      <span className="text-t-3">{name}</span> <FactValue value={value} />
    </span>
  ))
}

/** Nothing is said as "none"; a long hash by its beginning, whole in the tooltip and in the export. */
function FactValue({ value }: { value: unknown }) {
  if (value === null) return <span>none</span>
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const hash = /^[0-9a-f]{40,}$/.test(text)
  return (
    <span className="mono" title={hash ? text : undefined}>
      {hash ? `${text.slice(0, 12)}…` : text}
    </span>
  )
}
