import type { PlanInForce } from '@/lib/plans/model/in-force'
import type { Plan } from '@/lib/plans/model/plan'
import type { Candidate } from '@/lib/search/model/search'

/** What a plan in force gives to find: the system, its pages, messages, runbooks and scenarios. All of it is in memory. */
export function planCandidates({ system, plan }: PlanInForce): Candidate[] {
  const of = { name: plan.system.name, base: `/systems/${system}`, words: [plan.system.name, system] }
  return [
    {
      kind: 'system',
      title: of.name,
      detail: plan.system.description,
      href: of.base,
      names: [system],
      words: [plan.system.account.id, ...plan.system.account.regions],
    },
    ...pages(of),
    ...messages(plan, of),
    ...runbooks(plan, of),
    ...scenarios(plan, of),
  ]
}

type Of = { name: string; base: string; words: string[] }

function pages({ name, base, words }: Of): Candidate[] {
  const page = (title: string, path: string, further: string[]): Candidate => ({
    kind: 'page',
    title: `${title}, ${name}`,
    detail: 'Page of the system',
    href: `${base}/${path}`,
    names: [title],
    words: [...words, ...further],
  })
  return [
    page('Plan', 'plan', ['disaster recovery plan', 'document', 'objectives', 'backups']),
    page('Contacts and escalation', 'contacts', ['on call', 'phone', 'people', 'who is called']),
    page('Findings', 'findings', ['troubles', 'acknowledged']),
    page('What is not covered', 'gaps', ['gaps', 'missing']),
    page('Plan revisions', 'plan/revisions', ['changes', 'diff', 'history']),
  ]
}

function messages({ communications }: Plan, { name, base, words }: Of): Candidate[] {
  return communications.templates.map((template) => ({
    kind: 'page',
    title: `${template.name}, ${name}`,
    detail: 'Message to fill in',
    href: `${base}/messages/${encodeURIComponent(template.id)}`,
    names: [template.name, template.id],
    words: [...words, 'message', 'template', 'update', template.subject ?? ''],
  }))
}

function runbooks(plan: Plan, { name, base, words }: Of): Candidate[] {
  return plan.runbooks.map((runbook) => ({
    kind: 'runbook',
    title: runbook.name,
    detail: `${name} · ${count(runbook.steps.length)}`,
    href: `${base}/runbooks/${encodeURIComponent(runbook.id)}`,
    names: [runbook.id],
    words: [...words, 'runbook', runbook.purpose, ...runbook.steps.map((step) => step.name), ...runbook.assets],
    ahead: runbook.kind === 'recovery' ? 1 : 0,
  }))
}

function scenarios(plan: Plan, { name, base, words }: Of): Candidate[] {
  return plan.scenarios.map((scenario) => ({
    kind: 'scenario',
    title: scenario.reference ? `${scenario.reference} ${scenario.name}` : scenario.name,
    detail: name,
    href: `${base}/plan#scenario-${scenario.id}`,
    names: [scenario.id, scenario.name, ...(scenario.reference ? [scenario.reference] : [])],
    words: [...words, 'scenario', scenario.description, ...scenario.detection, ...scenario.assets],
  }))
}

function count(steps: number): string {
  return steps === 1 ? '1 step' : `${steps} steps`
}
