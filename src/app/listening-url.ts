/** Where a server is reached that listens there, while no PUBLIC_URL says otherwise. */
export function listeningUrl({
  host,
  port,
}: {
  readonly host: string;
  readonly port: number;
}): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
