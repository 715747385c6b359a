import { resolveProfile } from '@zooid/chain'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { shownUrl } from './ready.ts'

describe('the configuration', () => {
  it('is enough to run on a chain whose profile knows no payable token', () => {
    const { profile, overrides } = readConfig({
      ZOOID_PROFILE: 'tempo-moderato',
      ZOOID_ASSET: `0x${'cd'.repeat(20)}`,
      ZOOID_ASSET_NAME: 'Test Dollar',
      ZOOID_ASSET_VERSION: '2',
      ZOOID_ASSET_SYMBOL: 'TD',
      ZOOID_ASSET_DECIMALS: '8',
      ZOOID_CONFIRMATIONS: '7',
    })
    expect(resolveProfile(profile, overrides)).toMatchObject({
      name: 'tempo-moderato',
      confirmations: 7,
      asset: { name: 'Test Dollar', version: '2', symbol: 'TD', decimals: 8 },
    })
  })

  it('leaves the profile as it is when nothing is set', () => {
    expect(readConfig({ ZOOID_ASSET_NAME: '' }).overrides).toEqual({})
  })

  it.each(['ZOOID_ASSET_DECIMALS', 'ZOOID_CONFIRMATIONS'])('names a bad %s', (name) => {
    expect(() => readConfig({ [name]: '-1' })).toThrow(ConfigError)
    expect(() => readConfig({ [name]: '1.5' })).toThrow(name)
  })
})

describe('a shown RPC URL', () => {
  it.each([
    ['http://127.0.0.1:8545', 'http://127.0.0.1:8545'],
    ['https://rpc.example/v2/secret?key=secret', 'https://rpc.example'],
    ['https://user:secret@rpc.example/', 'https://rpc.example'],
    ['http://127.0.0.1.example/secret', 'http://127.0.0.1.example'],
    ['nonsense', ''],
  ])('of %s is %j', (url, shown) => {
    expect(shownUrl(url)).toBe(shown)
  })
})
