import { describe, expect, it } from 'vitest'
import { agentCard, decodeAgentUri, encodeAgentUri, registrationFile } from './registration.ts'

const profile = { name: 'queen', description: 'sells functions', publicUrl: 'https://node.example' }

describe('registration', () => {
  it('writes the fields that ERC-8004 readers look for', () => {
    const registration = { agentId: 7n, agentRegistry: 'eip155:31337:0x8004' }
    expect(registrationFile(profile, [registration])).toEqual({
      type: 'https://eips.ethereum.org/EIPS/eip-8004#registration-v1',
      name: 'queen',
      description: 'sells functions',
      services: [
        { name: 'web', endpoint: 'https://node.example/' },
        {
          name: 'agent-card',
          endpoint: 'https://node.example/.well-known/agent-card.json',
        },
        { name: 'OpenAPI', endpoint: 'https://node.example/openapi.json', version: '3.1.0' },
      ],
      x402Support: true,
      active: true,
      registrations: [{ agentId: 7, agentRegistry: 'eip155:31337:0x8004' }],
      supportedTrust: ['reputation'],
    })
  })

  it('round-trips through its data URI, any script included', () => {
    const file = registrationFile({ ...profile, name: 'Königin 蜂 🐝' })
    expect(decodeAgentUri(encodeAgentUri(file))).toEqual(file)
  })

  it('reads nothing from what is no small JSON object in a data URI', () => {
    const of = (text: string) =>
      `data:application/json;base64,${Buffer.from(text).toString('base64')}`
    const hostile = [
      '',
      'https://node.example/file.json',
      'file:///etc/passwd',
      'data:text/html;base64,PGI+',
      'data:application/json;base64,%%%',
      of('[]'),
      of('null'),
      of('"text"'),
      of('{"a":'),
      of('['.repeat(5000)),
      of(`{"name":"${'x'.repeat(40_000)}"}`),
      `data:application/json;base64,${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64')}`,
    ]
    for (const uri of hostile) expect(decodeAgentUri(uri), uri.slice(0, 60)).toBeNull()
  })

  it('lists cartridges as skills of the agent card, called over x402 and not over A2A', () => {
    const skill = { id: 'json-diff', name: 'json-diff', description: 'diffs', tags: ['json'] }
    expect(agentCard(profile, '0.1.0', [skill])).toMatchObject({
      protocolVersion: '0.3.0',
      url: 'https://node.example/c',
      preferredTransport: 'x402',
      documentationUrl: 'https://node.example/openapi.json',
      version: '0.1.0',
      skills: [skill],
    })
    const text = JSON.stringify([agentCard(profile, '0.1.0', [skill]), registrationFile(profile)])
    for (const transport of ['HTTP+JSON', 'JSONRPC', 'GRPC', '"A2A"'])
      expect(text).not.toContain(transport)
  })
})
