/** Bundle every app and worker to its dist/ folder. */
export function build(): Promise<void>
