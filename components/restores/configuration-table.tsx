import { classNames } from '@/components/ui/class-names'
import { TableFrame } from '@/components/ui/table-frame'
import type { ConfigurationLine } from '@/lib/restores/model/restore'

const COLUMNS = [
  { key: 'setting', head: 'Setting' },
  { key: 'source-now', head: 'Source now' },
  { key: 'aws-default', head: 'AWS default' },
  { key: 'this-restore', head: 'This restore' },
]

const SIGNS = { plain: '', kept: '=', changed: '≠', fault: '!' } as const
const SAYS = {
  plain: '',
  kept: 'kept as the source',
  changed: 'differs from the source',
  fault: 'must not be sent',
} as const

/** Setting by setting: the source now, AWS's default, and what this restore asks for. */
export function ConfigurationTable({ lines }: { lines: readonly ConfigurationLine[] }) {
  const differ = lines.filter((line) => line.defaultDiffers).length
  return (
    <section className="sec min-w-0">
      <div className="h2row flex-wrap">
        <h2>Configuration</h2>
        <span className="text-small text-t-2">
          {differ} of {lines.length} would differ from the source if AWS’s defaults were used
        </span>
      </div>
      <TableFrame
        caption="Settings of the source, AWS’s defaults, and of this restore"
        columns={COLUMNS}
        className="w-full min-w-[480px] text-small"
      >
        {lines.map((line) => (
          <Line key={line.key} line={line} />
        ))}
      </TableFrame>
    </section>
  )
}

function Line({ line }: { line: ConfigurationLine }) {
  const said = line.mark !== 'plain'
  const fault = line.mark === 'fault'
  return (
    <tr className={classNames(fault && 'bg-breach-bg')}>
      <th scope="row" className="font-normal text-t-2">
        {line.label}
      </th>
      <td className="mono text-t-2">{line.source ?? <span className="font-sans text-unknown">unknown</span>}</td>
      <td className={classNames('mono', line.defaultDiffers ? 'text-risk' : 'text-t-2')}>
        {line.awsDefault ?? 'unknown'}
      </td>
      <td>
        <span className="grid grid-cols-[16px_minmax(0,1fr)]">
          <span className={classNames('font-bold', fault ? 'text-breach' : 'text-accent')} aria-hidden="true">
            {SIGNS[line.mark]}
          </span>
          <span>
            <span
              className={classNames(
                'mono break-all',
                said ? 'font-semibold text-t-1' : 'text-t-2',
                fault && 'text-breach',
              )}
            >
              {line.thisRestore ?? 'AWS default'}
            </span>
            {said ? <span className="sr-only"> {SAYS[line.mark]}</span> : null}
            {line.note ? <span className="block text-t-2">{line.note}</span> : null}
          </span>
        </span>
      </td>
    </tr>
  )
}
