import { classNames } from '@/components/ui/class-names'
import type { SeverityLevel } from '@/lib/vocabulary/severities'

/** Severity of an incident, 1 (worst) to 4. A resolved incident or a drill is drawn quiet. */
export function SeverityTag({ severity, quiet }: { severity: SeverityLevel; quiet?: boolean }) {
  return <span className={classNames('sev', quiet && 'sev-quiet')}>SEV&nbsp;{severity}</span>
}
