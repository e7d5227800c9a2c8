/** Of a client of the API, which may call it for as long as a measurement takes. */
export async function accessToken({
  api,
  clientId,
  clientSecret,
}: {
  api: string;
  clientId: string;
  clientSecret: string;
}): Promise<string> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const answer = await fetch(`${api}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
