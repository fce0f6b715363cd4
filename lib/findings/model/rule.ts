import type { Finding } from '@/lib/findings/model/finding'
import type { Evaluation } from '@/lib/freshness/evaluate'
import type { AssetPicture, SystemFacts } from '@/lib/freshness/evidence'
import type { PlanObjective } from '@/lib/plans/model/objectives'
import type { Plan } from '@/lib/plans/model/plan'

/** What a rule of the plan alone looks at. `now`: epoch milliseconds. */
export type PlanFacts = { plan: Plan; now: number }

/** One asset that an objective on lost data covers, judged against it. `rpo`: milliseconds. */
export type MeasuredObjective = { objective: PlanObjective; rpo: number; picture: AssetPicture; judged: Evaluation }

/** What a rule of the plan against its account looks at. */
export type AccountFacts = PlanFacts &
  SystemFacts & {
    /** every asset of the plan, in its order */
    pictures: readonly AssetPicture[]
    /** in the plan's order */
    measured: readonly MeasuredObjective[]
  }

/** What a rule says of one subject. Its id, its system and its origin come from the rule. */
export type Found = Pick<
  Finding,
  'severity' | 'subject' | 'assetKey' | 'sentence' | 'planSays' | 'found' | 'whatToDo'
> & {
  /** the subject, as the id ends: the same as long as the matter is the same, over revisions too */
  about: string
  /** where it is not what the severity alone says */
  mark?: Finding['mark']
  /** the places of the plan that say so, quoted */
  places?: { text: string; where: string }[]
}

type RuleOf<Scope, Facts> = {
  /** What the ids of its findings begin with; rules that say the same kind of thing may share it. */
  id: string
  /** What has to be known: the plan, the account too, or how an objective stands. */
  scope: Scope
  find: (facts: Facts) => readonly Found[]
  /** Rules whose finding on the same subject says less than this one's, and is left out beside it. */
  replaces?: readonly Rule[]
}

export type PlanRule = RuleOf<'plan', PlanFacts>
export type AccountRule = RuleOf<'account' | 'objective', AccountFacts>

/** One way in which a plan, or an account against its plan, can be wrong. */
export type Rule = PlanRule | AccountRule

/** A finding with the rule that says it. */
export type Raised = { rule: Rule; found: Found }
