import assert from 'node:assert/strict';

/** The request formats that clients use for sign-in. */
export type RequestFormat = 'json' | 'form' | 'query';

interface SignInResponse { idToken: string; refreshToken: string; expiresIn: string }
interface RefreshResponse { id_token: string; refresh_token: string; expires_in: string }

const SAFETY_MARGIN_SECONDS = 5;

/** Signs in and renews the token, like the client library of the vendor. */
export class Session {
  private token = '';
  private refreshToken = '';
  private expiresAt = 0;

  constructor(private readonly host: string, private readonly key: string) {}

  async signIn(email: string, password: string): Promise<void> {
    const body = { returnSecureToken: true, email, password };
    const response = await this.send<SignInResponse>('/v1/accounts:signInWithPassword', body, 'json');
    this.store(response.idToken, response.refreshToken, response.expiresIn);
  }

  /** Returns the token. Renews it shortly before it expires. */
  async bearer(): Promise<string> {
    if (Date.now() > this.expiresAt) await this.refresh('json');
    return this.token;
  }

  async refresh(format: RequestFormat): Promise<void> {
    const body = { grant_type: 'refresh_token', refresh_token: this.refreshToken };
    const response = await this.send<RefreshResponse>('/v1/token', body, format);
    this.store(response.id_token, response.refresh_token, response.expires_in);
  }

  /** Expects the sign-in to fail with code and message, and returns the message. */
  async expectSignInFailure(email: string, password: string): Promise<string> {
    const response = await this.post('/v1/accounts:signInWithPassword', { returnSecureToken: true, email, password }, 'json');
    const body = (await response.json()) as { error: { code: number; message: string } };
    assert.equal(response.status, 400);
    assert.equal(body.error.code, 400);
    return body.error.message;
  }

  private store(token: string, refreshToken: string, seconds: string): void {
    assert.equal(typeof seconds, 'string');
    [this.token, this.refreshToken] = [token, refreshToken];
    this.expiresAt = Date.now() + (Number(seconds) - SAFETY_MARGIN_SECONDS) * 1000;
  }

  private async send<T>(path: string, members: Record<string, string | boolean>, format: RequestFormat): Promise<T> {
    const response = await this.post(path, members, format);
    assert.equal(response.status, 200, `${path} as ${format}`);
    return (await response.json()) as T;
  }

  private post(path: string, members: Record<string, string | boolean>, format: RequestFormat): Promise<Response> {
    const form = new URLSearchParams(Object.entries(members).map(([name, value]) => [name, String(value)]));
    const query = format === 'query' ? `&${form}` : '';
    const body = format === 'json' ? JSON.stringify(members) : format === 'form' ? form.toString() : null;
    const type = format === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';
    return fetch(`${this.host}${path}?key=${this.key}${query}`, { method: 'POST', headers: { 'Content-Type': type }, body });
  }
}
