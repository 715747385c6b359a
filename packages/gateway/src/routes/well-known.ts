// How other agents find out what this one is: the ERC-8004 registration file and an A2A agent card.
import { agentCard } from '@zooid/chain'
import { priceOf } from '../offer.ts'
import { jsonReply } from '../reply.ts'
import { type Route, route } from '../route.ts'
import { answers, jsonObject } from '../schemas.ts'
import type { GatewayDeps } from '../types.ts'

export function wellKnownRoutes(deps: GatewayDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/.well-known/agent-registration.json',
      auth: 'public',
      tags: ['identity'],
      summary: 'ERC-8004 registration file',
      responses: answers(jsonObject.openapi('Registration'), 'The file the registry points to'),
      answer: () => jsonReply(deps.registrationFile()),
    }),
    route({
      method: 'get',
      path: '/.well-known/agent-card.json',
      auth: 'public',
      tags: ['identity'],
      summary: 'A2A agent card: the cartridges as skills',
      responses: answers(jsonObject.openapi('AgentCard'), 'The card'),
      answer: () => jsonReply(cardOf(deps)),
    }),
  ]
}

function cardOf(deps: GatewayDeps) {
  const { config } = deps
  const profile = {
    name: config.name,
    description: `A ${config.role} of colony ${config.colonyId} that sells small functions over x402`,
    publicUrl: config.publicUrl,
  }
  const skills = deps.shelf.list().map((cartridge) => ({
    id: cartridge.slug,
    name: cartridge.manifest.title,
    description: `${cartridge.manifest.description} (${priceOf(cartridge, deps).usd} a call at ${config.publicUrl}/c/${cartridge.slug})`,
    tags: cartridge.manifest.tags,
  }))
  return agentCard(profile, config.version, skills)
}
