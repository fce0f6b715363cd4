import { PlanFaults } from '@/components/plans/plan-faults'
import { SystemTrail } from '@/components/plans/system-trail'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import { PrintButton } from '@/components/ui/print-button'
import type { PlanPageDto } from '@/lib/screens/plan/model/plan-page'

/** Title, the way to the other pages of the plan, and the print button; on paper, when it was printed and from what. */
export function PlanHead({ page }: { page: PlanPageDto }) {
  const { plan, system, findings } = page
  return (
    <header>
      <SystemTrail system={system} name={plan.system.name} />
      <h1 className="mt-1 text-[26px] leading-8 font-semibold md:text-[32px] md:leading-[37px]">
        Disaster recovery plan, {plan.system.name}
      </h1>
      <p className="mt-1 max-w-[70ch] text-read text-t-2">{plan.system.description}</p>
      <p className="text-small not-print:hidden">
        Printed <Instant at={page.asOf} as="auto" zone /> of revision <span className="mono">{page.contentHash}</span>.
        What stands at the right was true then.
      </p>
      <PlanFaults name={plan.system.name} file={page.file} faults={page.faults} since={page.faultSince} />
      <div className="print:hidden mt-3 flex flex-wrap items-center gap-2">
        <LinkButton href={`/systems/${system}/contacts`}>Contacts and escalation</LinkButton>
        <LinkButton href={`/systems/${system}/gaps`}>What is not covered</LinkButton>
        <LinkButton href={`/systems/${system}/findings`}>
          {findings.open === 1 ? '1 open finding' : `${findings.open} open findings`}
        </LinkButton>
        <LinkButton href={`/systems/${system}/plan/revisions`}>Revisions</LinkButton>
        <PrintButton />
      </div>
    </header>
  )
}
