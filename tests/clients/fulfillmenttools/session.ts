import assert from 'node:assert/strict';

/** How the clients out there send what they have to say when they sign in. */
export type Manner = 'json' | 'form' | 'query';

interface SignedIn { idToken: string; refreshToken: string; expiresIn: string }
interface Refreshed { id_token: string; refresh_token: string; expires_in: string }

const SECONDS_TO_SPARE = 5;

/** Signs in and stays signed in, as the vendor's client library does. */
export class Session {
  private token = '';
  private refreshToken = '';
  private until = 0;

  constructor(private readonly host: string, private readonly key: string) {}

  async signIn(email: string, password: string): Promise<void> {
    const answer = await this.send<SignedIn>('/v1/accounts:signInWithPassword', { returnSecureToken: true, email, password }, 'json');
    this.keep(answer.idToken, answer.refreshToken, answer.expiresIn);
  }

  /** The token, a new one where the old one is about to end. */
  async bearer(): Promise<string> {
    if (Date.now() > this.until) await this.refresh('json');
    return this.token;
  }

  async refresh(manner: Manner): Promise<void> {
    const answer = await this.send<Refreshed>('/v1/token', { grant_type: 'refresh_token', refresh_token: this.refreshToken }, manner);
    this.keep(answer.id_token, answer.refresh_token, answer.expires_in);
  }

  /** Whoever fails to sign in reads a code and a message. */
  async failsWith(email: string, password: string): Promise<string> {
    const answer = await this.post('/v1/accounts:signInWithPassword', { returnSecureToken: true, email, password }, 'json');
    const body = (await answer.json()) as { error: { code: number; message: string } };
    assert.equal(answer.status, 400);
    assert.equal(body.error.code, 400);
    return body.error.message;
  }

  private keep(token: string, refreshToken: string, seconds: string): void {
    assert.equal(typeof seconds, 'string');
    [this.token, this.refreshToken] = [token, refreshToken];
    this.until = Date.now() + (Number(seconds) - SECONDS_TO_SPARE) * 1000;
  }

  private async send<T>(path: string, members: Record<string, string | boolean>, manner: Manner): Promise<T> {
    const answer = await this.post(path, members, manner);
    assert.equal(answer.status, 200, `${path} as ${manner}`);
    return (await answer.json()) as T;
  }

  private post(path: string, members: Record<string, string | boolean>, manner: Manner): Promise<Response> {
    const form = new URLSearchParams(Object.entries(members).map(([name, value]) => [name, String(value)]));
    const query = manner === 'query' ? `&${form}` : '';
    const body = manner === 'json' ? JSON.stringify(members) : manner === 'form' ? form.toString() : null;
    const type = manner === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';
    return fetch(`${this.host}${path}?key=${this.key}${query}`, { method: 'POST', headers: { 'Content-Type': type }, body });
  }
}
