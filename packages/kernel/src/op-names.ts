// Every op the compiled module exports, one per line and sorted. The place in the list is how threads
// name an op to each other; a test holds the list against the exports of all three builds.
export const opNames = ['scale'] as const

export type OpName = (typeof opNames)[number]
