// One peer in a process of its own, driven over IPC: `prepare`, `sample`, `done`, each answered once.
// tsx peer-process.ts tfjs|ort
import type { GemmForm } from '../../../packages/kernel/src/index.ts'
import type { Work } from './contestant.ts'
import { onnxWeb, tensorFlow } from './peers.ts'
import type { Shape } from './shapes.ts'

export type PeerRequest =
  | { readonly ask: 'prepare'; readonly shape: Shape; readonly form: GemmForm }
  | { readonly ask: 'sample'; readonly repeats: number }
  | { readonly ask: 'done' }

/** For `prepare` whether the form is offered (1 or 0), for `sample` milliseconds. */
export type PeerAnswer = { readonly value: number }

const answer = (value: number) => process.send?.({ value } satisfies PeerAnswer)

const contestant = await (process.argv[2] === 'ort' ? onnxWeb() : tensorFlow())
let work: Work | undefined

process.on('message', async (request: PeerRequest) => {
  if (request.ask === 'prepare') {
    work = await contestant?.prepare(request.shape, request.form)
    answer(work ? 1 : 0)
  } else if (request.ask === 'sample') {
    answer((await work?.sample(request.repeats)) ?? Number.NaN)
  } else {
    await work?.done()
    answer(1)
  }
})
answer(contestant ? 1 : 0)
