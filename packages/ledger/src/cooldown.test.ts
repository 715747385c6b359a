import { systemClock } from '@zooid/base'
import { expect, it } from 'vitest'
import { createCooldown } from './cooldown.ts'

it('doubles the wait up to an hour, forgives a success, and stays bounded', () => {
  let now = 1_000_000
  const cooldown = createCooldown({ ...systemClock, now: () => now, sleep: async () => {} })
  expect(cooldown.remainingMs('a')).toBe(0)
  cooldown.recordFailure('a')
  expect(cooldown.remainingMs('a')).toBe(30_000)
  cooldown.recordFailure('a')
  expect(cooldown.remainingMs('a')).toBe(60_000)
  now += 60_000
  expect(cooldown.remainingMs('a')).toBe(0)
  for (let i = 0; i < 20; i++) cooldown.recordFailure('a')
  expect(cooldown.remainingMs('a')).toBe(3_600_000)
  cooldown.recordSuccess('a')
  expect(cooldown.remainingMs('a')).toBe(0)
  cooldown.recordFailure('oldest')
  for (let i = 0; i < 10_000; i++) cooldown.recordFailure(`payer ${i}`)
  expect(cooldown.remainingMs('oldest')).toBe(0)
  expect(cooldown.remainingMs('payer 9999')).toBe(30_000)
})
