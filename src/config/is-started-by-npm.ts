/** Whether npm or npx started this process. Apart from the settings, whose schema takes longer to load than help to print. */
export function isStartedByNpm(): boolean {
  return process.env.npm_execpath !== undefined;
}
