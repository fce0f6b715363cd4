import { FilterChip } from '@/components/ui/filter-chip'
import { countChoice, type FindingFilter, filterHref, ORIGINS, STATES } from '@/lib/findings/rules/filter'
import type { FindingsDto } from '@/lib/findings/store/finding-queries'
import { FINDING_SEVERITIES } from '@/lib/vocabulary/severities'

const CHOICES = [
  { name: 'severity', label: 'Severity', values: FINDING_SEVERITIES },
  { name: 'origin', label: 'Origin', values: ORIGINS },
  { name: 'state', label: 'State', values: STATES },
] as const

const WORDS: Record<string, string> = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  plan: 'Plan',
  account: 'Account',
  open: 'Open',
  returned: 'Returned',
  acknowledged: 'Acknowledged',
}

/** Three choices, each held in the address; a count says what the choice would show. */
export function FindingsFilters({ view, filter }: { view: FindingsDto; filter: FindingFilter }) {
  return (
    <div className="mb-1 flex flex-wrap gap-x-6 gap-y-2">
      {CHOICES.map(({ name, label, values }) => (
        <nav key={name} aria-label={`Filter by ${name}`} className="flex flex-wrap items-center gap-1.5">
          <span className="lb mr-0.5">{label}</span>
          <FilterChip href={filterHref(view.system, { ...filter, [name]: null })} active={filter[name] === null}>
            All
          </FilterChip>
          {values.map((value) => (
            <FilterChip
              key={value}
              href={filterHref(view.system, { ...filter, [name]: filter[name] === value ? null : value })}
              active={filter[name] === value}
              count={countChoice(view.findings, filter, { [name]: value })}
            >
              {WORDS[value]}
            </FilterChip>
          ))}
        </nav>
      ))}
    </div>
  )
}
