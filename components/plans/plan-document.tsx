import Link from 'next/link'
import type { ReactNode } from 'react'
import { RefreshOn } from '@/components/live/refresh-on'
import { PlanAssetsSection, PlanEnvironmentsSection } from '@/components/plans/plan-assets'
import { PlanAuditSection, PlanAutomationSection } from '@/components/plans/plan-automation'
import { PlanBackupsSection } from '@/components/plans/plan-backups'
import {
  PlanComplianceSection,
  PlanDocumentsSection,
  PlanMaintenanceSection,
  PlanResourcesSection,
  PlanReviewsSection,
} from '@/components/plans/plan-care'
import { PlanChecklistsSection, PlanVerificationsSection } from '@/components/plans/plan-checks'
import { PlanCommunicationsSection } from '@/components/plans/plan-communications'
import { PlanContradictionsSection } from '@/components/plans/plan-contradictions'
import { PlanDrillsSection } from '@/components/plans/plan-drills'
import { PlanHead } from '@/components/plans/plan-head'
import { PlanObjectivesSection } from '@/components/plans/plan-objectives'
import {
  PlanContactsSection,
  PlanEscalationSection,
  PlanRolesSection,
  PlanSeveritiesSection,
} from '@/components/plans/plan-people'
import { PlanReviewSection } from '@/components/plans/plan-review'
import { PlanDetectionSection, PlanRunbooksSection, PlanScenariosSection } from '@/components/plans/plan-scenarios'
import type { Plan } from '@/lib/plans/model/plan'
import type { PlanPageDto } from '@/lib/screens/plan/model/plan-page'
import '@/components/plans/plan.css'

/** A plan to read from beginning to end, on a screen or on paper, with what is true now beside each statement. */
export function PlanDocument({ page, rehearsal }: { page: PlanPageDto; rehearsal: ReactNode }) {
  const { plan } = page
  return (
    <div className="plan-doc">
      <RefreshOn
        topics={['board', 'plans', 'collectors', `system:${page.system}`, 'restore']}
        nextChangeAt={page.nextChangeAt}
      />
      <PlanHead page={page} />
      <nav className="plan-toc" aria-label="On this page">
        <div>
          {sectionsOf(plan).map(([id, title]) => (
            <a key={id} href={`#${id}`}>
              {title}
            </a>
          ))}
        </div>
      </nav>
      <article className="plan-body">
        <PlanReviewSection page={page} rehearsal={rehearsal} />
        <PlanContradictionsSection plan={plan} />
        <PlanObjectivesSection page={page} />
        <PlanScenariosSection page={page} />
        <PlanRunbooksSection page={page} />
        <PlanChecklistsSection plan={plan} />
        <PlanVerificationsSection plan={plan} />
        <PlanRolesSection plan={plan} />
        <PlanContactsSection plan={plan} />
        <PlanSeveritiesSection plan={plan} />
        <PlanEscalationSection plan={plan} />
        <PlanCommunicationsSection plan={plan} />
        <PlanEnvironmentsSection page={page} />
        <PlanAssetsSection page={page} />
        <PlanBackupsSection page={page} />
        <PlanDetectionSection plan={plan} />
        <PlanAutomationSection page={page} />
        <PlanDrillsSection page={page} />
        <PlanReviewsSection plan={plan} />
        <PlanComplianceSection plan={plan} />
        <PlanAuditSection plan={plan} />
        <PlanDocumentsSection page={page} />
        <PlanMaintenanceSection page={page} />
        <PlanResourcesSection plan={plan} />
        <p className="mt-6 border-t border-line-2 pt-2 text-small text-t-3">
          {plan.system.name}, revision <span className="mono break-all">{page.contentHash}</span>.{' '}
          <Link href={`/systems/${page.system}`} prefetch={false} className="print:hidden">
            Back to the system
          </Link>
        </p>
      </article>
    </div>
  )
}

function sectionsOf(plan: Plan): [string, string][] {
  const always: [string, string, boolean][] = [
    ['review', 'The plan itself', true],
    ['contradictions', 'Contradictions', true],
    ['objectives', 'Objectives', true],
    ['scenarios', 'Scenarios', true],
    ['runbooks', 'Runbooks', true],
    ['checklists', 'Checklists', true],
    ['verifications', 'Verifying', true],
    ['roles', 'Roles', true],
    ['contacts', 'Contacts', true],
    ['severities', 'Severities', true],
    ['escalation', 'Escalation', true],
    ['communications', 'Communications', true],
    ['environments', 'Environments', true],
    ['assets', 'Assets', true],
    ['backups', 'Backups', true],
    ['detection', 'Detection', true],
    ['automation', 'Automation', plan.automation !== null],
    ['drills', 'Drills and tests', true],
    ['reviews', 'Review', plan.reviews !== null],
    ['compliance', 'Compliance', plan.compliance.length > 0],
    ['audit', 'Audit trail', plan.audit !== null],
    ['documents', 'Documents', plan.documents.length > 0],
    ['maintenance', 'Maintenance', plan.maintenance.length > 0],
    ['resources', 'Resources', plan.resources.length > 0],
  ]
  return always.flatMap(([id, title, there]) => (there ? [[id, title]] : []))
}
