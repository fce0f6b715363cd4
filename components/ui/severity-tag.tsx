import { classNames } from '@/components/ui/class-names'

/** Severity of an incident, 1 (worst) to 4. A resolved incident or a drill is drawn quiet. */
export function SeverityTag({ severity, quiet }: { severity: 1 | 2 | 3 | 4; quiet?: boolean }) {
  return <span className={classNames('sev', quiet && 'sev-quiet')}>SEV&nbsp;{severity}</span>
}
