import { readFile } from 'node:fs/promises';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Json = { [name: string]: Json } | Json[] | string | number | boolean | null;

/** Validates every response against the document that the client was generated from. */
export class ResponseValidator {
  readonly findings: string[] = [];
  count = 0;
  /** The number of responses that the document does not describe. */
  unknown = 0;

  private readonly ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true, discriminator: false }));
  private readonly known = new Map<string, ValidateFunction>();

  private constructor(private readonly document: { [name: string]: Json }) {
    this.ajv.addSchema(this.document, 'document');
  }

  static async read(path: string): Promise<ResponseValidator> {
    return new ResponseValidator(JSON.parse(await readFile(path, 'utf8')));
  }

  async check(request: Request, response: Response): Promise<void> {
    this.count++;
    const requested = new URL(request.url).pathname.replaceAll('//', '/');
    const path = this.findPath(requested, request.method.toLowerCase());
    if (path === undefined) return void this.findings.push(`${request.method} ${requested} is not in the document`);
    const body = await response.json();
    const validate = this.findValidator(path, request.method.toLowerCase(), response.status);
    if (validate === undefined) this.unknown++;
    if (validate === undefined || validate(body)) return;
    for (const e of (validate.errors ?? []).filter(e => !this.isExpected(e)))
      this.findings.push(`${request.method} ${path} ${response.status}: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
  }

  /**
   * An OpenAPI 3.0 document that extends closed schemas with allOf contradicts itself. For such a document, additional members are
   * ignored here. VendorSchema.cs of the integration tests checks them.
   */
  private isExpected(error: ErrorObject): boolean {
    return String(this.document['openapi']).startsWith('3.0') && error.keyword === 'additionalProperties';
  }

  /** Returns the matching path of the document. If several paths match, the one with the fewest parameters wins. */
  private findPath(requested: string, method: string): string | undefined {
    const paths = Object.entries(this.document['paths'] as { [path: string]: { [method: string]: Json } });
    const matches = (path: string) => new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(requested);
    return paths.filter(([path, item]) => method in item && matches(path)).map(([path]) => path)
      .sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }

  private findValidator(path: string, method: string, status: number): ValidateFunction | undefined {
    const name = `${method} ${path} ${status}`;
    const location = ['paths', path, method, 'responses', String(status)];
    const reply = this.resolve(location);
    const schema = reply && ['application/json', 'application/problem+json']
      .map(type => this.resolve([...reply, 'content', type, 'schema'])).find(found => found !== undefined);
    if (schema === undefined) return undefined;
    const pointer = schema.map(p => p.replaceAll('~', '~0').replaceAll('/', '~1'));
    const validate = this.known.get(name) ?? this.ajv.compile({ $ref: `document#/${pointer.map(encodeURIComponent).join('/')}` });
    this.known.set(name, validate);
    return validate;
  }

  /** Resolves a reference: returns the location itself or the location that it refers to. */
  private resolve(location: string[]): string[] | undefined {
    const found = location.reduce<Json | undefined>((at, name) => (at as { [name: string]: Json } | undefined)?.[name], this.document);
    if (found === undefined) return undefined;
    const reference = (found as { $ref?: string }).$ref;
    return reference === undefined ? location : reference.slice(2).split('/');
  }
}
