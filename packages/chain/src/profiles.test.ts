import { describe, expect, it } from 'vitest'
import { profileNames, resolveProfile } from './profiles.ts'

describe('chain profiles', () => {
  it('have these ids, names and depths', () => {
    const asset = {
      assetAddress: `0x${'ab'.repeat(20)}`,
      assetName: 'A',
      assetVersion: '1',
    } as const
    const table = profileNames.map((name) => {
      const profile = resolveProfile(name, name === 'tempo-moderato' ? asset : {})
      return [name, profile.network, profile.v1Network, profile.confirmations, profile.isDevnet]
    })
    expect(table).toEqual([
      ['devnet', 'eip155:31337', undefined, 1, true],
      ['tempo-devnet', 'eip155:1337', undefined, 1, true],
      ['shadow-base-sepolia', 'eip155:84532', 'base-sepolia', 1, true],
      ['base-sepolia', 'eip155:84532', 'base-sepolia', 2, false],
      ['tempo-moderato', 'eip155:42431', undefined, 2, false],
    ])
  })

  it('agree on id and network', () => {
    for (const name of profileNames.filter((each) => each !== 'tempo-moderato')) {
      const { chainId, network } = resolveProfile(name)
      expect(network).toBe(`eip155:${chainId}`)
    }
  })

  it('say what Tempo’s public chain lacks', () => {
    expect(() => resolveProfile('tempo-moderato')).toThrow(
      expect.objectContaining({
        code: 'chain.profile',
        message: expect.stringMatching(/EIP-3009/),
        hint: expect.stringMatching(/tempo-devnet/),
      }),
    )
  })

  it('take an asset of one’s own only with its domain', () => {
    const assetAddress = `0x${'cd'.repeat(20)}` as const
    expect(() => resolveProfile('base-sepolia', { assetAddress })).toThrow(/domain/)
    const { asset } = resolveProfile('base-sepolia', {
      assetAddress,
      assetName: 'Mine',
      assetVersion: '3',
    })
    expect(asset).toEqual({
      address: assetAddress,
      name: 'Mine',
      version: '3',
      symbol: 'Mine',
      decimals: 6,
    })
  })

  it('keep a provider key in a mistyped URL to themselves', () => {
    expect(() => resolveProfile('devnet', { rpcUrls: ['htps//host/secret-key'] })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret-key') }),
    )
  })

  it('know their own asset in any spelling', () => {
    const assetAddress = resolveProfile('base-sepolia').asset.address.toLowerCase() as `0x${string}`
    expect(resolveProfile('base-sepolia', { assetAddress }).asset.name).toBe('USDC')
  })

  it.each([
    ['ethereum', {}],
    ['__proto__', {}],
    ['devnet', { rpcUrls: [] }],
    ['devnet', { rpcUrls: ['ftp://x'] }],
    ['devnet', { rpcUrls: ['nonsense'] }],
    ['devnet', { confirmations: 0 }],
    ['devnet', { confirmations: 1.5 }],
    ['devnet', { assetDecimals: 19 }],
    ['devnet', { assetAddress: '0x12' as const }],
  ] as const)('refuse %s with %j', (name, overrides) => {
    expect(() => resolveProfile(name, overrides)).toThrow(
      expect.objectContaining({ code: 'chain.profile', hint: expect.any(String) }),
    )
  })
})
