// Agent: talking to other nodes (`comm`) and starting or stopping work (`exec`). The types and effects
// are fixed here; only a host that owns peers can run them, so this VM refuses them with a typed error.
import type { Effect, OpInput } from '../op.ts'
import { type Type, types } from '../type.ts'
import { arg, want, wantFn } from './rules.ts'

const message = { id: 0, name: 'topic', type: 'sym' } as const

function sending(name: string, example: string, doc: string): OpInput {
  return host(name, 1, ['comm'], '[topic] a -> unit', () => types.unit, example, doc)
}

function host(
  name: string,
  arity: number,
  effects: readonly Effect[],
  signature: string,
  type: (args: readonly Type[]) => Type,
  example: string,
  doc: string,
): OpInput {
  return {
    name,
    minArgs: arity,
    maxArgs: arity,
    attrs: [message],
    effects,
    signature,
    type,
    cost: { text: 'one message', of: () => 1000 },
    example,
    doc: `${doc} Needs a host.`,
  }
}

export const agent: { readonly [low: number]: OpInput } = {
  0: sending('send', 'send[topic=plan]("hello")', 'Give a value to one peer.'),
  1: host(
    'recv',
    1,
    ['comm'],
    '[topic] a -> a',
    (args) => arg(args, 0),
    'recv[topic=plan]("none")',
    'Next message, or the fallback.',
  ),
  2: host(
    'spawn',
    1,
    ['exec', 'comm'],
    '[topic] (unit -> a) -> str',
    (args) => {
      want(types.unit, wantFn(arg(args, 0)).from)
      return types.str
    },
    'spawn[topic=job](fn (x: unit) => 1)',
    'Run a function elsewhere; gives its name.',
  ),
  3: host(
    'kill',
    1,
    ['exec'],
    '[topic] str -> unit',
    (args) => {
      want(arg(args, 0), types.str)
      return types.unit
    },
    'kill[topic=job]("w1")',
    'Stop what spawn started.',
  ),
  4: sending('publish', 'publish[topic=score](1)', 'Give a value to all subscribers.'),
  5: host(
    'subscribe',
    0,
    ['comm'],
    '[topic] -> unit',
    () => types.unit,
    'subscribe[topic=score]',
    'Start hearing a topic.',
  ),
  6: host(
    'delegate',
    2,
    ['comm', 'exec'],
    '[topic] (a -> b, a) -> b',
    (args) => {
      const f = wantFn(arg(args, 0))
      want(arg(args, 1), f.from)
      return f.to
    },
    'delegate[topic=solve](fn (x: int) => x, 1)',
    'Have another node compute a call.',
  ),
  7: sending('broadcast', 'broadcast[topic=news](1)', 'Give a value to every peer.'),
}
