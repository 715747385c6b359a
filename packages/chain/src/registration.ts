// What a node says about itself: the ERC-8004 registration file, its data URI, and the A2A agent card.
// Pure. Decoding is for files of strangers: bounded, never fetched, null instead of an exception.
import { decodeBase64Utf8, encodeBase64Utf8, type Json, parseJson } from '@zooid/base'

export type NodeProfile = {
  readonly name: string
  readonly description: string
  /** Origin under which the node is reached, without a trailing slash. */
  readonly publicUrl: string
}

export type Registration = { readonly agentId: bigint; readonly agentRegistry: string }

export type RegistrationFile = {
  readonly type: 'https://eips.ethereum.org/EIPS/eip-8004#registration-v1'
  readonly name: string
  readonly description: string
  readonly services: readonly {
    readonly name: string
    readonly endpoint: string
    readonly version?: string
  }[]
  readonly x402Support: true
  readonly active: true
  readonly registrations: readonly { readonly agentId: number; readonly agentRegistry: string }[]
  readonly supportedTrust: readonly string[]
}

export type Skill = {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly tags: readonly string[]
}

const dataPrefix = 'data:application/json;base64,'
/** Of a stranger's agentURI; our own files are about 1 KiB. */
const maxUriLength = 32 * 1024
/** Of the card's format; no method of that protocol is answered here. */
const a2aVersion = '0.3.0'

/** The file an agentURI points to, also served as `/.well-known/agent-registration.json`. */
export function registrationFile(
  { name, description, publicUrl }: NodeProfile,
  registrations: readonly Registration[] = [],
): RegistrationFile {
  return {
    type: 'https://eips.ethereum.org/EIPS/eip-8004#registration-v1',
    name,
    description,
    services: [
      { name: 'web', endpoint: `${publicUrl}/` },
      // Not under the name A2A: whoever finds that would speak A2A to us, and we do not.
      { name: 'agent-card', endpoint: `${publicUrl}/.well-known/agent-card.json` },
      { name: 'OpenAPI', endpoint: `${publicUrl}/openapi.json`, version: '3.1.0' },
    ],
    x402Support: true,
    active: true,
    registrations: registrations.map(({ agentId, agentRegistry }) => ({
      agentId: Number(agentId),
      agentRegistry,
    })),
    supportedTrust: ['reputation'],
  }
}

/** A registration file as a URI that needs no server. */
export function encodeAgentUri(file: RegistrationFile): string {
  return dataPrefix + encodeBase64Utf8(JSON.stringify(file))
}

/** The JSON object in a stranger's data URI, or null: other schemes are not fetched. */
export function decodeAgentUri(uri: string): { readonly [key: string]: Json } | null {
  if (!uri.startsWith(dataPrefix) || uri.length > maxUriLength) return null
  const text = decodeBase64Utf8(uri.slice(dataPrefix.length))
  if (text === null) return null
  const parsed = parseJson(text, { maxBytes: maxUriLength, maxDepth: 16 })
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null) return null
  return Array.isArray(parsed.value) ? null : (parsed.value as { readonly [key: string]: Json })
}

/**
 * A card in A2A's format, served as `/.well-known/agent-card.json`; skills are the cartridges on sale.
 * The format wants one transport: ours is a paid HTTP call to `url`/<skill id>, which is none of A2A's own.
 */
export function agentCard(
  { name, description, publicUrl }: NodeProfile,
  version: string,
  skills: readonly Skill[],
): Json {
  return {
    protocolVersion: a2aVersion,
    name,
    description,
    url: `${publicUrl}/c`,
    preferredTransport: 'x402',
    documentationUrl: `${publicUrl}/openapi.json`,
    version,
    capabilities: { streaming: false, pushNotifications: false },
    defaultInputModes: ['application/json', 'text/plain'],
    defaultOutputModes: ['application/json', 'text/plain'],
    skills: skills.map(({ id, name: skillName, description: text, tags }) => ({
      id,
      name: skillName,
      description: text,
      tags: [...tags],
    })),
    supportsAuthenticatedExtendedCard: false,
  }
}
