import { describe, expect, test } from 'vitest'
import { blanks, commands, items, planOf, steps, times, words } from '@/lib/plans/testing/told-plan'

/** What the systems' own documents state; every expected value is read off the document, not off the plan. */
const fruitfulplanet = planOf('fruitfulplanet')
const devonn = planOf('devonn')

describe('FruitfulPlanet', () => {
  test('four scenarios, each with its runbook and its signs', () => {
    expect(fruitfulplanet.scenarios.map(({ detection }) => detection.length)).toEqual([3, 3, 3, 3])
    expect(fruitfulplanet.scenarios.map(({ runbook }) => steps(fruitfulplanet, runbook ?? '').length)).toEqual([
      4, 4, 6, 6,
    ])
    expect(commands(fruitfulplanet, 'region-failover')).toContain('--replicas=10')
    expect(commands(fruitfulplanet, 'data-corruption')).toContain('--replicas=3')
  })

  test('status comes every 30 min, every 2 h in recovery, and first within 15 min', () => {
    const told = fruitfulplanet.communications.cadence.map(
      ({ when, every, within }) => `${when} ${words(every ?? within)}`,
    )
    expect(told).toEqual(['active 30 m', 'recovery 2 h', 'first 15 m', 'active 30 m'])
  })

  test.each([
    ['immediate-actions', 5, '0 s to 30 m'],
    ['short-term-actions', 5, '30 m to 4 h'],
    ['long-term-actions', 6, '4 h to –'],
    ['drill-checklist', 6, '– to –'],
  ])('the checklist %s has %i points, %s', (id, count, hours) => {
    expect([items(fruitfulplanet, id), times(fruitfulplanet, id)]).toEqual([count, hours])
  })

  test('one drill a quarter with five steps, eight sections of a post-mortem', () => {
    expect(fruitfulplanet.drills.map(({ quarter }) => quarter)).toEqual([1, 2, 3, 4])
    expect(fruitfulplanet.drills.every((drill) => drill.steps.length === 5)).toBe(true)
    expect(fruitfulplanet.reviews?.sections).toHaveLength(8)
  })

  test('the commander is the CTO or whoever is on call, and no telephone number is known', () => {
    expect(fruitfulplanet.roles[0]?.takenBy).toContain('CTO')
    expect(blanks(fruitfulplanet).filter((placeholder) => placeholder === '[phone]')).toHaveLength(4)
    for (const placeholder of ['Z123', '[case submission link]', '[support email/phone]']) {
      expect(blanks(fruitfulplanet)).toContain(placeholder)
    }
  })
})

describe('Devonn.AI', () => {
  test('ten scenarios, of which five have no procedure in the document', () => {
    expect(devonn.scenarios).toHaveLength(10)
    expect(devonn.scenarios.filter(({ runbook }) => runbook === null).map(({ id }) => id)).toEqual([
      'deployment-failure',
      'configuration-error',
      'account-compromise',
      'data-breach',
      'ddos',
    ])
  })

  test('its six procedures have the steps and figures of the document', () => {
    expect(devonn.runbooks.map(({ id, steps: list }) => `${id} ${list.length}`)).toEqual([
      'multi-az-failover 3',
      'cross-region 3',
      'eks-cluster 4',
      'full-region 4',
      'point-in-time 3',
      'files 2',
    ])
    expect(commands(devonn, 'eks-cluster')).toContain('desiredSize=3,minSize=2,maxSize=5')
    expect(commands(devonn, 'full-region')).toContain('deployment devonn-worker --replicas=5')
    expect(commands(devonn, 'point-in-time')).toContain('--db-instance-class db.t3.large')
  })

  test('escalation has an order and no times; the rota is a link', () => {
    expect(devonn.escalation.map(({ who, from }) => [who, from])).toEqual([
      ['Team Lead', null],
      ['Engineering Manager', null],
      ['CTO', null],
      ['CEO', null],
    ])
    expect(devonn.contacts.find(({ kind }) => kind === 'rota')?.link).toBe('https://devonn.pagerduty.com/on-call')
  })

  test('five teams, four tests a quarter, four criteria, five tests of validation, four tools, four runbooks', () => {
    expect(devonn.roles).toHaveLength(5)
    expect(devonn.drills.map(({ frequency }) => frequency)).toEqual(Array(4).fill('quarterly'))
    expect(items(devonn, 'success-criteria')).toBe(4)
    expect(devonn.verifications.filter(({ expect: rule }) => rule !== null)).toHaveLength(5)
    expect(devonn.resources.filter(({ kind }) => kind === 'tool')).toHaveLength(4)
    expect(devonn.documents).toHaveLength(4)
  })

  test('what the document leaves open reads to fill in', () => {
    for (const placeholder of [
      '[Current Date]',
      '[Approver Name]',
      '[zone-id]',
      '[new-endpoint]',
      '[pod-name]',
      '[recovered-endpoint]',
      '[backup-date]',
      '[List of contacts]',
    ]) {
      expect(blanks(devonn)).toContain(placeholder)
    }
  })
})
