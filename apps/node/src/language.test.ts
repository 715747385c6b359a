import { ZooidError } from '@zooid/base'
import { expect, it } from 'vitest'
import { language } from './language.ts'

it('answers from the table of ops, within its promised sizes', async () => {
  const manifest = JSON.stringify(await language.manifest())
  expect(manifest.length).toBeLessThanOrEqual(4096)
  expect(manifest).toContain('rms_norm')
  const description = await language.describe('rms_norm')
  expect(description).toMatch(/^rms_norm \(neural/)
  expect(description.length).toBeLessThanOrEqual(600)
  expect(await language.search('attention heads')).toContain('attn')
})

it('refuses unknown ops with the code the gateway turns into 404', async () => {
  const refused = await language.describe('rms_nrom').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ZooidError)
  expect(refused).toMatchObject({
    code: 'genome.unknown_op',
    hint: expect.stringContaining('rms_norm'),
  })
})
