// The whole program of a kernel thread, as text, so that the same lines run as a Node worker and as a
// browser worker made from a Blob, with no file to find after bundling. It waits for a ticket, runs its
// share of one op, and reports. Layout and numbers come from threads.ts through `setup`.
export const workerSource = `
const begin = (setup, ready) => {
  const { exports } = new WebAssembly.Instance(setup.module, { env: { memory: setup.memory } })
  // Every instance starts with the same stack; two threads on one stack would overwrite each other.
  exports.__stack_pointer.value = setup.stackTop
  const ops = setup.opNames.map((name) => exports[name])
  const state = new Int32Array(setup.control, 0, setup.slots.length)
  const args = new Float64Array(setup.control, setup.argsAt, setup.maxArgs + 1)
  const [TICKET, PENDING, OP, FAULT, QUIT] = setup.slots
  // As runTape in tape.ts; the memory may have grown since the last one.
  const runTape = (offset, numbers) => {
    const tape = new Float64Array(setup.memory.buffer, offset, numbers)
    for (let at = 0; at < numbers; ) {
      const end = at + 2 + tape[at + 1]
      ops[tape[at]](...tape.subarray(at + 2, end))
      at = end
    }
  }
  let seen = 0
  ready()
  for (;;) {
    for (let spin = 0; spin < setup.spins && Atomics.load(state, TICKET) === seen; spin++);
    while (Atomics.load(state, TICKET) === seen) Atomics.wait(state, TICKET, seen)
    seen = Atomics.load(state, TICKET)
    if (Atomics.load(state, QUIT) === 1) return
    const count = args[0]
    if (count >= 0) {
      try {
        const op = Atomics.load(state, OP)
        if (op === ops.length) runTape(args[1], args[2])
        else ops[op](...args.subarray(1, 1 + count))
      } catch (error) {
        Atomics.store(state, FAULT, 1)
      }
    }
    if (Atomics.sub(state, PENDING, 1) === 1) Atomics.notify(state, PENDING)
  }
}
if (typeof require === 'function') {
  const { parentPort, workerData } = require('node:worker_threads')
  begin(workerData, () => parentPort.postMessage('ready'))
} else {
  self.onmessage = ({ data }) => begin(data, () => self.postMessage('ready'))
}
`
